import { compareInLane, matchesFilter } from '../../../shared/contract/lane.ts'
import type { Change } from '../../../shared/contract/events.ts'
import type { MentionCard, MentionFilter, MentionPage, Revisions } from '../../../shared/contract/mention.ts'
import type { MentionState } from '../../../shared/contract/triage.ts'

export const viewerId = 1
const epoch = Date.parse('2026-03-01T00:00:00Z')

/** A mention of which only what lists look at differs. `minute` places it in time. */
export function cardWith(parts: {
  id: number
  brandId?: number
  state?: MentionState
  ownerId?: number | null
  minute?: number
  version?: number
}): MentionCard {
  const at = new Date(epoch + (parts.minute ?? parts.id) * 60_000).toISOString()
  const ownerId = parts.ownerId ?? null
  return {
    id: parts.id,
    brandId: parts.brandId ?? 1,
    feedId: 1,
    source: 'rss',
    state: parts.state ?? 'queued',
    version: parts.version ?? 1,
    owner: ownerId === null ? null : { id: ownerId, name: `Person ${ownerId}` },
    title: '',
    excerpt: `Mention ${parts.id}`,
    author: null,
    url: null,
    publishedAt: at,
    heardAt: at,
    sentiment: {
      score: -0.5,
      label: 'negative',
      scoredLabel: 'negative',
      corrected: null,
      pNegative: 0.9,
      language: 'en',
      modelVersion: 'test',
    },
    severity: 1,
    urgency: [],
    labelIds: [],
    potentialReach: null,
    priorityAt: at,
    queuedAt: at,
    claimedAt: null,
    firstResponseAt: null,
    resolvedAt: null,
    snoozedUntil: null,
    snoozedUntilActivity: false,
    dismissReason: null,
    handOffs: 0,
    notes: 0,
    sightings: 1,
    storyId: null,
    storySize: 1,
    authorKind: null,
    setAside: null,
  }
}

/** What the server promises, in memory: cards, one log a brand, and pages by position. */
export class ServerModel {
  readonly cards = new Map<number, MentionCard>()
  readonly revisions: Revisions = { '1': 0, '2': 0 }

  /** One committed move: the new card and the entry of the brand's log that tells of it. */
  move(card: MentionCard): Change {
    const version = (this.cards.get(card.id)?.version ?? 0) + 1
    const moved = { ...card, version }
    this.cards.set(card.id, moved)
    const revision = (this.revisions[card.brandId] ?? 0) + 1
    this.revisions[card.brandId] = revision
    return { brandId: card.brandId, revision, mentions: [moved], truncated: false }
  }

  /** A relay that reads the log late sends cards that are newer than their revision. */
  asReadNow(change: Change): Change {
    return { ...change, mentions: change.mentions.map((card) => this.cards.get(card.id) ?? card) }
  }

  list(filter: MentionFilter): MentionCard[] {
    return [...this.cards.values()]
      .filter((card) => matchesFilter(card, filter, viewerId) === true)
      .toSorted((a, b) => compareInLane(filter.lane, a, b))
  }

  page(filter: MentionFilter, cursor: string | null, limit: number): MentionPage {
    const after = cursor === null ? null : (JSON.parse(cursor) as MentionCard)
    const rest = this.list(filter).filter(
      (card) => after === null || compareInLane(filter.lane, card, after) > 0,
    )
    const mentions = rest.slice(0, limit)
    return {
      mentions,
      nextCursor: rest.length > limit ? JSON.stringify(mentions.at(-1)) : null,
      revisions: { ...this.revisions },
    }
  }
}
