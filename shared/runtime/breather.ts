import { setImmediate as letOthersRun } from 'node:timers/promises'

export type Breather = () => Promise<void>

/**
 * For long work in a process that must answer others meanwhile: await it between the steps. It lets others run when the
 * work has had `mostMs` to itself.
 */
export function createBreather(mostMs = 10): Breather {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < mostMs) return
    await letOthersRun()
    since = performance.now()
  }
}
