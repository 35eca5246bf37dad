import { sql } from 'kysely'
import type { SentimentLabel, UrgencyKind } from '../../contract/sentiment.ts'
import type { MentionState } from '../../contract/triage.ts'
import type { Heard, Standing } from '../mentions/judge.ts'

/** A place in a brand's mentions, newest first. */
export type Place = { at: string; id: number }

/** A mention that is there: what judging it again asks for, and how it stands now. */
export type PastMention = Heard &
  Standing & {
    id: number
    source: string
    url: string | null
    state: MentionState
    /** The first mention of the story that it repeats; null: it stands alone, or is the first. */
    storyId: number | null
    score: number | null
    label: SentimentLabel | null
    urgency: { kind: UrgencyKind }[]
    /** It is or was in the queue. */
    neededAnswer: boolean
  }

/** What is read of a mention `m` and its item `i`. */
export const pastMentionColumns = sql`
  m.id, m.source, m.state, m.story_id AS "storyId", m.score, m.label, m.urgency,
  m.queued_at IS NOT NULL AS "neededAnswer", m.published_at AS "publishedAt",
  CASE WHEN m.corrected_by IS NOT NULL THEN m.label END AS corrected,
  i.title, i.text, i.author, i.author_url AS "authorUrl", i.url, i.media, i.language,
  i.potential_reach AS "potentialReach"`

export const isBefore = (place: Place | null) =>
  place === null ? sql`TRUE` : sql`(m.published_at, m.id) < (${place.at}::timestamptz, ${place.id})`

export const placeOf = ({ publishedAt, id }: { publishedAt: Date; id: number }): Place => ({
  at: publishedAt.toISOString(),
  id,
})
