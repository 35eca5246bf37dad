import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '../shared/database/store.ts'
import type { Round } from '../shared/domain/upkeep/heartbeat.ts'
import { readOwed } from '../shared/domain/upkeep/owed.ts'
import type { Enqueuer } from '../shared/jobs/enqueue.ts'
import type { Log } from '../shared/runtime/log.ts'

const lookEveryMs = 1_000
const complainEveryMs = 60_000
/** A look that hangs is not waited for when the process ends. */
const lastMs = 1_000

/** Each round is made when something is owed, and so often even when nothing seems to be: that proves the queue works. */
const atLeastEveryMs: Record<Round, number> = {
  sweep: 20_000,
  'wake-snoozed': 20_000,
  'index-search': 20_000,
  prune: 600_000,
  'draw-samples': 600_000,
  calibrate: 600_000,
}
const rounds = Object.keys(atLeastEveryMs) as Round[]

/**
 * Looks each second at what the database says is owed and adds the rounds that do it. Every worker process does so: the
 * queue keeps no schedule of its own that could be lost, and a round that waits already is not added twice.
 */
export function startSchedule({
  store,
  jobs,
  log,
}: {
  store: Store
  jobs: Pick<Enqueuer, 'enqueue'>
  log: Log
}): { stop(): Promise<void> } {
  const addedAt = new Map<Round, number>()
  let complainedAt = -Infinity
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    try {
      const owed: Partial<Record<Round, boolean>> = await readOwed(store.db)
      for (const round of rounds) {
        const now = performance.now()
        if (!owed[round] && now - (addedAt.get(round) ?? -Infinity) < atLeastEveryMs[round]) continue
        await jobs.enqueue(round, [{}])
        addedAt.set(round, now)
      }
    } catch (error) {
      if (performance.now() - complainedAt < complainEveryMs) return
      complainedAt = performance.now()
      log.warn({ error: (error as Error).message }, 'could not look for work; trying on')
    }
  }

  const timer = setInterval(() => {
    looking ??= look().finally(() => (looking = undefined))
  }, lookEveryMs)
  looking = look().finally(() => (looking = undefined))
  return {
    async stop() {
      clearInterval(timer)
      await Promise.race([looking, sleep(lastMs, undefined, { ref: false })])
    },
  }
}
