import type { Poke, Poker } from '../../shared/database/poke.ts'

/**
 * The same poke for something that happens often: one comes at the end of each stretch in which it did. It does not keep
 * the process alive.
 */
export function createPokeNowAndThen(poke: Poker, what: Poke, everyMs = 5_000): () => void {
  let timer: NodeJS.Timeout | undefined
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined
      poke(what)
    }, everyMs).unref()
  }
}
