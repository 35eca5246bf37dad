import { matchKept } from '../shared/domain/mentions/match-kept.ts'
import { defineHandler } from './handler.ts'

export const matchKeptHandler = defineHandler({
  name: 'match-kept',
  async run({ brandId }, { store, tools, jobs, signal }) {
    await matchKept(tools, store, brandId, signal)
    await jobs.enqueue('index-search', [{}]).catch(() => {
      // The next round does it.
    })
  },
})
