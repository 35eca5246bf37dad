import { beat } from '../shared/domain/upkeep/heartbeat.ts'
import { prune } from '../shared/domain/upkeep/prune.ts'
import { defineHandler } from './handler.ts'

export const pruneHandler = defineHandler({
  name: 'prune',
  async run(_, { store, signal }) {
    await prune(store, signal)
    await beat(store.db, 'prune')
  },
})
