/**
 * Runs work at most once in `everyMs`, and once more after the last call: soon at first, never in a storm.
 * @returns the starter; `stop` forgets what is due.
 */
export function throttle(everyMs: number, work: () => void): { run: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastAt = -Infinity
  const fire = (): void => {
    timer = undefined
    lastAt = performance.now()
    work()
  }
  return {
    run: () => {
      timer ??= setTimeout(fire, Math.max(50, lastAt + everyMs - performance.now()))
    },
    stop: () => {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
