/** Lets so many in at once; the others wait in line. */
export type Turnstile = { <Result>(pass: () => Promise<Result>): Promise<Result> }

/**
 * @param refuse called instead of waiting when the line is as long as `longestLine`; what it returns is thrown.
 */
export function createTurnstile(
  atOnce: number,
  { longestLine = Infinity, refuse }: { longestLine?: number; refuse?: () => Error } = {},
): Turnstile {
  let free = atOnce
  const line: (() => void)[] = []
  return async (pass) => {
    if (free > 0) free -= 1
    else if (refuse && line.length >= longestLine) throw refuse()
    else await new Promise<void>((resolve) => line.push(resolve))
    try {
      return await pass()
    } finally {
      const next = line.shift()
      if (next) next()
      else free += 1
    }
  }
}
