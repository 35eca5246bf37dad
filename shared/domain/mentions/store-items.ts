import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { writeEach } from '../../database/write-each.ts'
import type { Item } from '../sources/item.ts'
import type { Refused } from './refused.ts'

/** An item with the id of its row. */
export type StoredItem = Item & { id: number }

/**
 * `added` are new; `edited` were there with another title or text; `refused` cannot be kept. Everything else was known.
 */
export type StoredItems = { added: StoredItem[]; edited: StoredItem[]; refused: Refused[] }

const longestKey = 400
const largestReach = 2_147_483_647

/** A key short enough for an index: itself, or its hash when it is long. */
export function boundedKey(key: string): string {
  return key.length <= longestKey ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`
}

/** The first item of each external id, in the order in which every transaction inserts them. */
export function distinctItems(items: readonly Item[]): Item[] {
  const byKey = new Map<string, Item>()
  for (const item of items) {
    const externalId = boundedKey(item.externalId)
    if (!byKey.has(externalId)) byKey.set(externalId, { ...item, externalId })
  }
  return [...byKey.values()].toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1))
}

/** Inserts the items that are new, and brings the title and text of edited ones up to date. */
export async function storeItems(
  tx: Transaction<Tables>,
  feedId: number,
  items: readonly Item[],
  now: Date,
): Promise<StoredItems> {
  const { written, refused } = await writeEach(tx, items, (some) => writeItems(tx, feedId, some, now))
  const byKey = new Map(items.map((item) => [item.externalId, item]))
  const stored = (isNew: boolean) =>
    written
      .filter((row) => row.is_new === isNew)
      .map((row) => ({ ...byKey.get(row.external_id)!, id: row.id }))
      .toSorted((a, b) => a.id - b.id)
  return {
    added: stored(true),
    edited: stored(false),
    refused: refused.map(({ row, why }) => ({ what: row.url ?? row.externalId, brandId: null, why })),
  }
}

type Written = { id: number; external_id: string; is_new: boolean }

/** In one statement. */
async function writeItems(
  tx: Transaction<Tables>,
  feedId: number,
  items: readonly Item[],
  now: Date,
): Promise<Written[]> {
  const given = items.map((item) => ({
    external_id: item.externalId,
    url: item.url,
    title: item.title,
    text: item.text,
    author: item.author,
    author_url: item.authorUrl,
    language: item.language,
    thread_key: item.threadKey,
    potential_reach: item.potentialReach === null ? null : Math.min(item.potentialReach, largestReach),
    media: item.media,
    published_at: item.publishedAt,
    identity: item.identity === null ? null : boundedKey(item.identity),
    reply_url: item.replyUrl,
    engagement: item.engagement,
  }))
  const { rows } = await sql<Written>`
    WITH given AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(given)}::json) AS given (
        external_id text, url text, title text, text text, author text, author_url text, language text,
        thread_key text, potential_reach integer, media jsonb, published_at timestamptz, identity text,
        reply_url text, engagement jsonb)
    ), edited AS (
      UPDATE item SET title = given.title, text = given.text FROM given
      WHERE item.feed_id = ${feedId} AND item.external_id = given.external_id
        AND item.deleted_at IS NULL AND (item.title, item.text) IS DISTINCT FROM (given.title, given.text)
      RETURNING item.id, item.external_id
    ), added AS (
      INSERT INTO item (feed_id, external_id, url, title, text, author, author_url, language, thread_key,
        potential_reach, media, published_at, identity, reply_url, engagement, heard_at)
      SELECT ${feedId}, given.*, ${now} FROM given
      ON CONFLICT (feed_id, external_id) DO NOTHING
      RETURNING id, external_id
    )
    SELECT id, external_id, false AS is_new FROM edited
    UNION ALL SELECT id, external_id, true FROM added`.execute(tx)
  return rows
}
