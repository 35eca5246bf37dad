import { mentionsSent, type Backlog } from './change-log.ts'

/** So many cards of one brand go to everybody within a second; beyond, one summary a second says "refetch". */
const cardsPerSecond = 200
const windowMs = 1_000

/** What a brand's clients were sent lately. */
export type Pace = { windowStart: number; cards: number; summaryAt: number }

export const freshPace = (): Pace => ({ windowStart: 0, cards: 0, summaryAt: Number.NEGATIVE_INFINITY })

/** `entries`: send each with its cards. `summary`: send one that has none. `wait`: look again in `ms`. */
export type Decision = { send: 'entries' } | { send: 'summary' } | { send: 'wait'; ms: number }

/**
 * Decides how a brand's backlog is sent, and counts it. Small changes go out one by one, as they are. A flood, an entry
 * too large to carry, or a log that was pruned beneath us becomes one summary, at most one a second: the gap that it
 * leaves makes clients refetch.
 */
export function decide(pace: Pace, backlog: Backlog, cursor: number, now: number): Decision {
  if (now - pace.windowStart >= windowMs) {
    pace.windowStart = now
    pace.cards = 0
  }
  const cards = backlog.entries.reduce((sum, entry) => sum + entry.size, 0)
  const complete =
    backlog.entries[0]?.revision === cursor + 1 && backlog.entries.at(-1)?.revision === backlog.head
  const small = backlog.entries.every((entry) => entry.size <= mentionsSent)
  if (complete && small && pace.cards + cards <= cardsPerSecond) {
    pace.cards += cards
    return { send: 'entries' }
  }
  const since = now - pace.summaryAt
  if (since < windowMs) return { send: 'wait', ms: windowMs - since }
  pace.summaryAt = now
  return { send: 'summary' }
}
