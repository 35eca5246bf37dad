import { askHub } from '../shared/domain/feeds/push/ask-hub.ts'
import { defineHandler } from './handler.ts'

export const askHubHandler = defineHandler({
  name: 'ask-hub',
  run: ({ feedId }, { store, tools, signal }) => askHub(tools, store, feedId, signal),
})
