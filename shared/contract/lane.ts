import type { Lane, MentionCard, MentionFilter } from './mention.ts'
import type { MentionState } from './triage.ts'

/** The states that each lane shows; `mine` and `claimed` differ by owner only. */
export const laneStates: Record<Lane, readonly MentionState[]> = {
  queue: ['queued'],
  mine: ['claimed'],
  claimed: ['claimed'],
  snoozed: ['snoozed'],
  answered: ['answered'],
  dismissed: ['dismissed'],
  aside: ['aside'],
  // What no scorer could read, and nobody has looked at.
  unscored: ['stream'],
  // What was set aside is no part of the talk about a brand; it has a lane of its own.
  stream: ['stream', 'queued', 'claimed', 'snoozed', 'answered', 'dismissed'],
}

/** Work lanes run most urgent first; the others newest first. */
export function isUrgencyOrdered(lane: Lane): boolean {
  return lane === 'queue' || lane === 'mine' || lane === 'claimed'
}

/**
 * Whether a card belongs to a filtered list. The same rule as the list's SQL (tested against it), so that a live
 * change can be put into, moved in or taken out of a list without asking the server.
 * @returns null when only the server can tell (a text search, a topic).
 */
export function matchesFilter(card: MentionCard, filter: MentionFilter, viewerId: number): boolean | null {
  if (!laneStates[filter.lane].includes(card.state)) return false
  if (filter.lane === 'unscored' && card.sentiment.label !== null) return false
  if (filter.lane === 'mine' && card.owner?.id !== viewerId) return false
  if (filter.brandId !== undefined && card.brandId !== filter.brandId) return false
  if (filter.source !== undefined && card.source !== filter.source) return false
  if (filter.feedId !== undefined && card.feedId !== filter.feedId) return false
  if (filter.ownerId !== undefined && card.owner?.id !== filter.ownerId) return false
  if (filter.labelId !== undefined && !card.labelIds.includes(filter.labelId)) return false
  if (filter.exclusionId !== undefined && card.setAside?.exclusionId !== filter.exclusionId) return false
  if (filter.label !== undefined && (card.sentiment.label ?? 'unscored') !== filter.label) return false
  if (filter.needed !== undefined && card.queuedAt === null) return false
  if (filter.needed === 'waiting' && !isWaiting(card)) return false
  const published = Date.parse(card.publishedAt)
  if (filter.from !== undefined && published < Date.parse(filter.from)) return false
  if (filter.to !== undefined && published >= Date.parse(filter.to)) return false
  return filter.search === undefined && filter.topicId === undefined ? true : null
}

/** Whether somebody waits for a first answer to it. */
function isWaiting({ state, firstResponseAt }: MentionCard): boolean {
  return firstResponseAt === null && (state === 'queued' || state === 'claimed' || state === 'snoozed')
}

/** Compares two cards in a lane's order; ties by id in the same direction, so that the order is total. */
export function compareInLane(lane: Lane, a: MentionCard, b: MentionCard): number {
  return isUrgencyOrdered(lane)
    ? Date.parse(a.priorityAt) - Date.parse(b.priorityAt) || a.id - b.id
    : Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || b.id - a.id
}
