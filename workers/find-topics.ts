import { findTopics } from '../shared/domain/topics/find-topics.ts'
import { defineHandler } from './handler.ts'

export const findTopicsHandler = defineHandler({
  name: 'find-topics',
  run: ({ brandId }, { store, signal }) => findTopics(store, brandId, signal),
})
