/** Lets so many in at once; the others wait in line. */
export type Turnstile = { <Result>(pass: () => Promise<Result>): Promise<Result> }

export function createTurnstile(atOnce: number): Turnstile {
  let free = atOnce
  const line: (() => void)[] = []
  return async (pass) => {
    if (free > 0) free -= 1
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
