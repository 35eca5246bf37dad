import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { writeEach } from '../../database/write-each.ts'
import type { Verdict } from './judge.ts'
import { judgedColumns, judgedNames, judgedTyped } from './judged-columns.ts'
import type { Refused } from './refused.ts'
import { boundedKey } from './store-items.ts'

/** An item that is about some brands, and what is known of where it came from. */
export type JudgedItem = {
  id: number
  feedId: number
  source: string
  identity: string | null
  url: string | null
  title: string
  text: string
  authorUrl: string | null
  publishedAt: Date | null
  potentialReach: number | null
  verdict: Verdict
}

/** A mention that was made; `complains`: it sounds as if it needed an answer, and its author is none of ours. */
export type NewMention = {
  id: number
  brandId: number
  item: JudgedItem
  authorKey: string | null
  isAside: boolean
  complains: boolean
}

/** An item that made no mention of the brand: the same item or the same post had made one. */
export type HeardBefore = { brandId: number; itemId: number; identity: string | null; complains: boolean }

type StoredMentions = { made: NewMention[]; heardBefore: HeardBefore[]; refused: Refused[] }

/**
 * One mention for each brand and post, where there is none yet; those that an exclusion keeps out are made aside. Posts
 * are told apart by their identity, and in an order that is the same for all who do this at once.
 */
export async function storeMentions(
  tx: Transaction<Tables>,
  items: readonly JudgedItem[],
  now: Date,
): Promise<StoredMentions> {
  const drafts = items
    .flatMap((item) => [...item.verdict.matchesByBrand.keys()].map((id) => draft(item, id, now)))
    .toSorted(inOneOrder)
  const { written, refused } = await writeEach(tx, drafts, (some) => writeMentions(tx, some, now))
  const byKey = new Map(drafts.map((one) => [keyOf(one.row.brand_id, one.row.item_id), one]))
  const mentions = written.map(({ id, brand_id: brandId, item_id: itemId }): NewMention => {
    const { row, item, complains } = byKey.get(keyOf(brandId, itemId))!
    byKey.delete(keyOf(brandId, itemId))
    return { id, brandId, item, authorKey: row.author_key, isAside: row.set_aside !== null, complains }
  })
  for (const { row: one } of refused) byKey.delete(keyOf(one.row.brand_id, one.row.item_id))
  return {
    made: mentions,
    heardBefore: [...byKey.values()].map(({ row, complains }) => ({
      brandId: row.brand_id,
      itemId: row.item_id,
      identity: row.identity,
      complains: complains && row.set_aside === null,
    })),
    refused: refused.map(({ row: { row, item }, why }) => ({
      what: item.url ?? `item ${item.id}`,
      brandId: row.brand_id,
      why,
    })),
  }
}

type Written = { id: number; brand_id: number; item_id: number }

/** In one statement. */
async function writeMentions(
  tx: Transaction<Tables>,
  drafts: readonly Draft[],
  now: Date,
): Promise<Written[]> {
  const given = drafts.map(({ row }) => row)
  const { rows } = await sql<Written>`
    WITH given AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(given)}::json) AS given (
        ${judgedTyped}, brand_id bigint, item_id bigint, feed_id bigint, identity text, source text, state text,
        matches jsonb, author_key text, author_kind text, set_aside jsonb, published_at timestamptz,
        queued_at timestamptz, version integer)
    ), made AS (
      INSERT INTO mention (${judgedNames}, brand_id, item_id, feed_id, identity, source, state, matches,
        author_key, author_kind, set_aside, published_at, queued_at, version, heard_at)
      SELECT given.*, ${now} FROM given
      ON CONFLICT DO NOTHING
      RETURNING id, brand_id, item_id, version, set_aside
    ), noted AS (
      INSERT INTO history (mention_id, kind, detail, version_after)
      SELECT id, 'setAside', jsonb_build_object('reason', set_aside ->> 'words'), version FROM made
      WHERE set_aside IS NOT NULL
    )
    SELECT id, brand_id, item_id FROM made`.execute(tx)
  return rows
}

/** Counts on the exclusions what they have set aside. */
export async function countHidden(tx: Transaction<Tables>, mentions: readonly NewMention[]): Promise<void> {
  const ids = mentions.flatMap(
    ({ brandId, item }) => item.verdict.asideByBrand.get(brandId)?.exclusionId ?? [],
  )
  if (ids.length === 0) return
  await sql`
    UPDATE exclusion SET hidden = hidden + count.more FROM (
      SELECT e.id, given.more FROM exclusion e JOIN (
        SELECT id, count(*)::integer AS more FROM unnest(${ids}::bigint[]) AS id GROUP BY id
      ) given ON given.id = e.id ORDER BY e.id FOR NO KEY UPDATE OF e
    ) count WHERE exclusion.id = count.id`.execute(tx)
}

const keyOf = (brandId: number, itemId: number) => `${brandId} ${itemId}`

type Draft = ReturnType<typeof draft>

/** Who stores the same posts at the same time waits for the other, and never the other way round as well. */
function inOneOrder({ row: a }: Draft, { row: b }: Draft): number {
  if (a.brand_id !== b.brand_id) return a.brand_id - b.brand_id
  if (a.identity !== b.identity) return (a.identity ?? '') < (b.identity ?? '') ? -1 : 1
  return a.item_id - b.item_id
}

function draft(item: JudgedItem, brandId: number, now: Date) {
  const { authorKind, matchesByBrand, asideByBrand, judgeFor } = item.verdict
  const publishedAt = item.publishedAt ?? now
  const judged = judgeFor(brandId, { publishedAt, potentialReach: item.potentialReach, corrected: null })
  const setAside = asideByBrand.get(brandId) ?? null
  const queued = judged.complains && setAside === null
  const row = {
    brand_id: brandId,
    item_id: item.id,
    feed_id: item.feedId,
    identity: item.identity === null ? null : boundedKey(item.identity),
    source: item.source,
    state: setAside !== null ? 'aside' : queued ? 'queued' : 'stream',
    ...judgedColumns(judged),
    matches: matchesByBrand.get(brandId) ?? [],
    author_key: item.authorUrl === null ? null : boundedKey(item.authorUrl),
    author_kind: authorKind,
    set_aside: setAside,
    published_at: publishedAt,
    queued_at: queued ? now : null,
    // That it was set aside is the second thing that happened to it.
    version: setAside === null ? 1 : 2,
  }
  return { row, item, complains: judged.complains }
}
