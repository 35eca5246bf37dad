import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { SentimentLabel, UrgencyKind } from '../../contract/sentiment.ts'
import type { MentionState } from '../../contract/triage.ts'
import type { Connection } from '../../database/store.ts'
import type { Heard, Standing } from './judge.ts'
import type { Place } from './place.ts'

/** A mention that is there: what judging it again and matching it ask for, and how it stands now. */
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
    /** It was, once at least. */
    answered: boolean
  }

/** What is read of a mention `m` and its item `i`. */
export const pastMentionColumns = sql`
  m.id, m.source, m.state, m.story_id AS "storyId", m.score, m.label, m.urgency,
  m.queued_at IS NOT NULL AS "neededAnswer", m.first_response_at IS NOT NULL AS answered,
  m.published_at AS "publishedAt", CASE WHEN m.corrected_by IS NOT NULL THEN m.label END AS corrected,
  i.title, i.text, i.author, i.author_url AS "authorUrl", i.url, i.media, i.language,
  i.potential_reach AS "potentialReach"`

export const isBefore = (place: Place | null) =>
  place === null ? sql`TRUE` : sql`(m.published_at, m.id) < (${place.at}::timestamptz, ${place.id})`

/** Where the next page begins; null: there is none. */
export function nextPlace(page: readonly { publishedAt: Date; id: number }[], limit: number): Place | null {
  const last = page.at(-1)
  return last === undefined || page.length < limit
    ? null
    : { at: last.publishedAt.toISOString(), id: last.id }
}

/** A page of a brand's mentions, newest first, that `which` selects as `m`. */
export async function readPastMentions(
  connection: Connection,
  brandId: number,
  { which, before, limit }: { which: RawBuilder<SqlBool>; before: Place | null; limit: number },
): Promise<PastMention[]> {
  const { rows } = await sql<PastMention>`
    SELECT ${pastMentionColumns}
    FROM (
      SELECT * FROM mention m WHERE m.brand_id = ${brandId} AND ${which} AND ${isBefore(before)}
      ORDER BY m.published_at DESC, m.id DESC LIMIT ${limit}
    ) m JOIN item i ON i.id = m.item_id
    ORDER BY m.published_at DESC, m.id DESC`.execute(connection)
  return rows
}
