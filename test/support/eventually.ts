import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until something other than undefined, null or false is answered. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  ms = 5_000,
  what = 'what was waited for',
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false)
      return answer as NonNullable<Exclude<T, false>>
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${ms} ms`)
    await sleep(15)
  }
}
