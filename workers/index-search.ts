import { indexSearch } from '../shared/domain/mentions/index-search.ts'
import { beat } from '../shared/domain/upkeep/heartbeat.ts'
import { defineHandler } from './handler.ts'

const atOnce = 500

export const indexSearchHandler = defineHandler({
  name: 'index-search',
  async run(_, { store, signal }) {
    while ((await indexSearch(store, atOnce)) > 0) signal.throwIfAborted()
    await beat(store.db, 'index-search')
  },
})
