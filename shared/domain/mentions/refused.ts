import type { Log } from '../../runtime/log.ts'
import { Problem } from '../../runtime/problem.ts'
import { cleanLine } from '../sources/parsing/clean-text.ts'

/** What the database would not take of what was heard, so that it was passed over. */
export type Refused = {
  /** The address of the post, or which it is here, in words. */
  what: string
  /** Null: the item itself; else what it means to this brand. */
  brandId: number | null
  why: string
}

const longestSaid = 200

/** @param of the feed or the brand that was being worked for. */
export function logRefused(
  log: Log,
  of: { feedId: number } | { brandId: number },
  refused: readonly Refused[],
): void {
  for (const one of refused)
    log.warn({ ...of, ...one }, 'the database refuses what one post says; it is passed over')
}

/** The same for those who look after the feed; null: nothing was refused. */
export function problemOfRefused(refused: readonly Refused[]): Problem | null {
  const [first] = refused
  if (!first) return null
  const posts = new Set(refused.map(({ what }) => what)).size
  const passed = posts === 1 ? 'One was' : `${posts.toLocaleString('en')} were`
  const example = cleanLine(`${first.what} (${first.why})`, longestSaid).toWellFormed()
  return new Problem('unexpected', `${passed} passed over, which the database refuses: ${example}`)
}
