import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { MatchOfQuery, Verdict } from './judge.ts'
import { entersQueue, priorityAt, severityOf } from './priority.ts'
import { boundedKey } from './store-items.ts'

/** An item that is about some brands, and what is known of where it came from. */
export type JudgedItem = {
  id: number
  feedId: number
  source: string
  authorUrl: string | null
  publishedAt: Date | null
  verdict: Verdict
}

export type NewMention = {
  id: number
  brandId: number
  feedId: number
  authorKey: string | null
  queued: boolean
}

/** One mention for each brand and item, where there is none yet, in one statement; those that were made. */
export async function storeMentions(
  tx: Transaction<Tables>,
  items: readonly JudgedItem[],
  thresholds: ReadonlyMap<number, number>,
  now: Date,
): Promise<NewMention[]> {
  const drafts = items
    .flatMap((item) =>
      [...item.verdict.matchesByBrand].map(([brandId, matches]) =>
        draft(item, brandId, matches, thresholds, now),
      ),
    )
    .toSorted((a, b) => a.brand_id - b.brand_id || a.item_id - b.item_id)
  if (drafts.length === 0) return []
  const { rows } = await sql<NewMention>`
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, score, label, p_negative, language, contributions,
      matches, model_version, severity, author_key, published_at, priority_at, queued_at, heard_at)
    SELECT given.*, ${now} FROM json_to_recordset(${JSON.stringify(drafts)}::json) AS given (
      brand_id bigint, item_id bigint, feed_id bigint, source text, state text, score real, label text, p_negative real,
      language text, contributions jsonb, matches jsonb, model_version text, severity smallint, author_key text,
      published_at timestamptz, priority_at timestamptz, queued_at timestamptz)
    ON CONFLICT (brand_id, item_id) DO NOTHING
    RETURNING id, brand_id AS "brandId", feed_id AS "feedId", author_key AS "authorKey", state = 'queued' AS queued`.execute(
    tx,
  )
  return rows
}

function draft(
  item: JudgedItem,
  brandId: number,
  matches: MatchOfQuery[],
  thresholds: ReadonlyMap<number, number>,
  now: Date,
) {
  const { scored, contributions } = item.verdict
  const publishedAt = item.publishedAt ?? now
  const severity = severityOf(scored.score)
  const queued = entersQueue(scored.score, thresholds.get(brandId) ?? -1, publishedAt, now)
  return {
    brand_id: brandId,
    item_id: item.id,
    feed_id: item.feedId,
    source: item.source,
    state: queued ? 'queued' : 'stream',
    score: scored.score,
    label: scored.label,
    p_negative: scored.pNegative,
    language: scored.language,
    contributions,
    matches,
    model_version: scored.modelVersion,
    severity,
    author_key: item.authorUrl === null ? null : boundedKey(item.authorUrl),
    published_at: publishedAt,
    priority_at: priorityAt(publishedAt, severity),
    queued_at: queued ? now : null,
  }
}
