import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { SentimentLabel } from '../../contract/sentiment.ts'
import type { MentionState } from '../../contract/triage.ts'
import type { Connection } from '../../database/store.ts'
import type { Heard } from '../mentions/judge.ts'

/** Exclusions look back so far: what is older is nobody's noise any more. */
export const lookBackDays = 30

/** A place in a brand's mentions, newest first. */
export type Place = { at: string; id: number }

/** A mention with what an exclusion can ask for. */
export type RecentMention = Heard & {
  id: number
  source: string
  state: MentionState
  storyId: number | null
  url: string | null
  publishedAt: Date
  score: number | null
  label: SentimentLabel | null
  neededAnswer: boolean
  answered: boolean
}

/** A page of a brand's mentions of the last days, newest first, that `which` selects as `m`. */
export async function readRecent(
  connection: Connection,
  brandId: number,
  which: RawBuilder<SqlBool>,
  before: Place | null,
  limit: number,
): Promise<RecentMention[]> {
  const { rows } = await sql<RecentMention>`
    SELECT m.id, m.source, m.state, m.story_id AS "storyId", i.title, i.text, i.author, i.author_url AS "authorUrl",
      i.url, i.media, i.language, m.published_at AS "publishedAt", m.score, m.label,
      m.queued_at IS NOT NULL AS "neededAnswer", m.first_response_at IS NOT NULL AS answered
    FROM (
      SELECT * FROM mention m
      WHERE m.brand_id = ${brandId} AND ${which}
        AND m.published_at >= now() - ${sql.lit(lookBackDays)} * interval '1 day'
        AND ${before === null ? sql`TRUE` : sql`(m.published_at, m.id) < (${before.at}::timestamptz, ${before.id})`}
      ORDER BY m.published_at DESC, m.id DESC LIMIT ${limit}
    ) m JOIN item i ON i.id = m.item_id
    ORDER BY m.published_at DESC, m.id DESC`.execute(connection)
  return rows
}

/** Where the next page begins; null: there is none. */
export function nextPlace(page: readonly RecentMention[], limit: number): Place | null {
  const last = page.at(-1)
  return last === undefined || page.length < limit
    ? null
    : { at: last.publishedAt.toISOString(), id: last.id }
}
