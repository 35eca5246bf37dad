import { sql } from 'kysely'
import { excerptLength } from '../../contract/excerpt.ts'
import type { HandleKind } from '../../contract/known-handle.ts'
import type { MentionCard, SetAside } from '../../contract/mention.ts'
import type { SentimentLabel, UrgencyKind } from '../../contract/sentiment.ts'
import type { DismissReason, MentionState } from '../../contract/triage.ts'
import type { Connection } from '../../database/store.ts'

/** What every reader of cards selects, from `cardSources`. */
export const cardColumns = sql`
  m.id, m.brand_id, m.feed_id, m.source, m.state, m.version,
  m.owner_id, (SELECT p.name FROM person p WHERE p.id = m.owner_id) AS owner_name,
  i.title, left(i.text, ${sql.lit(excerptLength)}) AS excerpt, i.author, i.url, m.published_at, m.heard_at,
  m.score, m.label, m.scored_label, m.p_negative, m.language, m.model_version,
  m.corrected_by, (SELECT p.name FROM person p WHERE p.id = m.corrected_by) AS corrected_by_name, m.corrected_at,
  m.severity, jsonb_path_query_array(m.urgency, '$[*].kind') AS urgency_kinds, m.label_ids, i.potential_reach,
  m.priority_at, m.queued_at, m.claimed_at, m.first_response_at, m.resolved_at,
  m.snoozed_until, m.snoozed_until_activity, m.dismiss_reason, m.hand_offs, m.notes,
  m.sightings, m.story_id, m.story_size, m.author_kind, m.set_aside`

/** Joins what a card shows to some mentions, which must be called `m`. */
export const cardSources = sql`JOIN item i ON i.id = m.item_id`

/** A selected card; moments are dates when they came as columns, text when they came as JSON. */
export type CardRow = {
  id: number
  brand_id: number
  feed_id: number
  source: string
  state: MentionState
  version: number
  owner_id: number | null
  owner_name: string | null
  title: string
  excerpt: string
  author: string | null
  url: string | null
  published_at: Date | string
  heard_at: Date | string
  score: number | null
  label: SentimentLabel | null
  scored_label: SentimentLabel | null
  p_negative: number | null
  language: string | null
  model_version: string
  corrected_by: number | null
  corrected_by_name: string | null
  corrected_at: Date | string | null
  severity: number
  urgency_kinds: UrgencyKind[]
  label_ids: number[]
  potential_reach: number | null
  priority_at: Date | string
  queued_at: Date | string | null
  claimed_at: Date | string | null
  first_response_at: Date | string | null
  resolved_at: Date | string | null
  snoozed_until: Date | string | null
  snoozed_until_activity: boolean
  dismiss_reason: DismissReason | null
  hand_offs: number
  notes: number
  sightings: number
  story_id: number | null
  story_size: number
  author_kind: HandleKind | null
  set_aside: SetAside | null
}

export function toCard(row: CardRow): MentionCard {
  return {
    id: row.id,
    brandId: row.brand_id,
    feedId: row.feed_id,
    source: row.source,
    state: row.state,
    version: row.version,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    title: row.title,
    excerpt: row.excerpt,
    author: row.author,
    url: row.url,
    publishedAt: iso(row.published_at),
    heardAt: iso(row.heard_at),
    sentiment: {
      score: row.score,
      label: row.label,
      scoredLabel: row.scored_label,
      corrected:
        row.corrected_by === null || row.corrected_at === null
          ? null
          : { by: { id: row.corrected_by, name: row.corrected_by_name ?? '' }, at: iso(row.corrected_at) },
      pNegative: row.p_negative,
      language: row.language,
      modelVersion: row.model_version,
    },
    severity: row.severity,
    urgency: [...new Set(row.urgency_kinds)],
    labelIds: row.label_ids,
    potentialReach: row.potential_reach,
    priorityAt: iso(row.priority_at),
    queuedAt: isoOrNull(row.queued_at),
    claimedAt: isoOrNull(row.claimed_at),
    firstResponseAt: isoOrNull(row.first_response_at),
    resolvedAt: isoOrNull(row.resolved_at),
    snoozedUntil: isoOrNull(row.snoozed_until),
    snoozedUntilActivity: row.snoozed_until_activity,
    dismissReason: row.dismiss_reason,
    handOffs: row.hand_offs,
    notes: row.notes,
    sightings: row.sightings,
    storyId: row.story_id,
    storySize: row.story_size,
    authorKind: row.author_kind,
    setAside: row.set_aside,
  }
}

/** The cards of these mentions as they are now, in the order of `ids`; ids of nothing are left out. */
export async function readCards(connection: Connection, ids: readonly number[]): Promise<MentionCard[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<CardRow>`
    SELECT ${cardColumns} FROM unnest(${ids}::bigint[]) WITH ORDINALITY AS wanted (id, place)
    JOIN mention m ON m.id = wanted.id ${cardSources}
    ORDER BY wanted.place`.execute(connection)
  return rows.map(toCard)
}

const iso = (moment: Date | string) => new Date(moment).toISOString()
const isoOrNull = (moment: Date | string | null) => (moment === null ? null : iso(moment))
