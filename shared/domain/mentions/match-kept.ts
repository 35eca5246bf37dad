import { sql, type Transaction } from 'kysely'
import { recordChanges } from '../../database/changes.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { holdMatching } from '../listening/matching-version.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { brandsOwedExclusions, workOffExclusions } from '../exclusions/work-off.ts'
import { changedByBrand } from './changed.ts'
import { judgeItem, type Heard } from './judge.ts'
import { firstKeptId } from './kept.ts'
import { matchItem } from './match-item.ts'
import { logRefused, type Refused } from './refused.ts'
import { storeHeard } from './store-heard.ts'
import { countHidden, type JudgedItem, type NewMention } from './store-mentions.ts'

const batchSize = 1000

type Tools = Pick<ListeningTools, 'listening' | 'scorer' | 'log'>

type KeptItem = Heard & Omit<JudgedItem, 'verdict'> & { givenTo: number | null }

/** Brands with items kept that are still to be matched with their queries, or mentions with their exclusions. */
export async function brandsToMatch(store: Store): Promise<number[]> {
  const rows = await store.db
    .selectFrom('brand')
    .select('id')
    .where('rematch_after', 'is not', null)
    .orderBy('id')
    .execute()
  return [...new Set([...rows.map((row) => row.id), ...(await brandsOwedExclusions(store))])]
}

/**
 * Matches a new or changed brand with the items kept, oldest first. Each batch is stored together with how far it came,
 * so that it goes on where it was broken off; then what is decided about its exclusions. Found mentions do not wake their
 * authors' older ones: they are not new.
 * @throws when the database refuses, or `signal` is aborted.
 */
export async function matchKept(
  tools: Tools,
  store: Store,
  brandId: number,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const batch = await store.db.transaction().execute((tx) => matchBatch(tools, tx, brandId))
    logRefused(tools.log, { brandId }, batch.refused)
    if (batch.mentions > 0) store.poke({ about: 'change' })
    if (batch.done) break
  }
  await workOffExclusions(tools, store, brandId, signal)
}

async function matchBatch(
  { listening, scorer }: Tools,
  tx: Transaction<Tables>,
  brandId: number,
): Promise<{ mentions: number; refused: Refused[]; done: boolean }> {
  await holdMatching(tx)
  const { rows } = await sql<{ after: number; now: Date }>`
    SELECT rematch_after AS after, date_trunc('milliseconds', now()) AS now FROM brand
    WHERE id = ${brandId} AND rematch_after IS NOT NULL`.execute(tx)
  if (!rows[0]) return { mentions: 0, refused: [], done: true }
  const { after, now } = rows[0]
  const items = await readKept(tx, after)
  const all = await listening.read(tx)
  const found = items.flatMap((item): JudgedItem[] => {
    const feed = { brandId: item.givenTo, source: item.source }
    const matched = matchItem(item, feed, all)
    const matches = matched.matchesByBrand.get(brandId)
    if (matches === undefined) return []
    const about = { ...matched, matchesByBrand: new Map([[brandId, matches]]) }
    return [{ ...item, verdict: judgeItem(item, about, feed, { listening: all, scorer, now }) }]
  })
  await lockFeeds(tx, found)
  const { made, changed, refused } = await storeHeard(tx, found, now)
  await countHidden(tx, made)
  await countOnFeeds(tx, made)
  const reached = items.length < batchSize ? null : items.at(-1)!.id
  await sql`UPDATE brand SET rematch_after = ${reached}::bigint WHERE id = ${brandId}`.execute(tx)
  const changes = changedByBrand(made, changed)
  await recordChanges(tx, changes)
  return { mentions: changes.get(brandId)?.length ?? 0, refused, done: reached === null }
}

async function readKept(tx: Transaction<Tables>, after: number): Promise<KeptItem[]> {
  const { rows } = await sql<KeptItem>`
    SELECT i.id, i.title, i.text, i.language, i.identity, i.url, i.author, i.author_url AS "authorUrl", i.media,
      i.potential_reach AS "potentialReach", i.published_at AS "publishedAt", i.feed_id AS "feedId", f.source,
      CASE WHEN NOT f.streamed THEN f.brand_id END AS "givenTo"
    FROM item i JOIN feed f ON f.id = i.feed_id
    WHERE i.id > ${after} AND i.id >= ${firstKeptId} AND i.deleted_at IS NULL
    ORDER BY i.id LIMIT ${batchSize}`.execute(tx)
  return rows
}

/** In the order of polls, which have their feed's row before anything else. */
async function lockFeeds(tx: Transaction<Tables>, items: readonly { feedId: number }[]): Promise<void> {
  const feedIds = [...new Set(items.map(({ feedId }) => feedId))]
  if (feedIds.length === 0) return
  await sql`SELECT FROM feed WHERE id = ANY(${feedIds}::bigint[]) ORDER BY id FOR NO KEY UPDATE`.execute(tx)
}

async function countOnFeeds(tx: Transaction<Tables>, mentions: readonly NewMention[]): Promise<void> {
  const feedIds = mentions.map(({ item }) => item.feedId)
  if (feedIds.length === 0) return
  await sql`
    UPDATE feed SET mentions = feed.mentions + brought.count FROM (
      SELECT feed.id, given.count FROM feed JOIN (
        SELECT id, count(*)::integer AS count FROM unnest(${feedIds}::bigint[]) AS id GROUP BY id
      ) given USING (id) ORDER BY feed.id FOR NO KEY UPDATE OF feed
    ) brought
    WHERE feed.id = brought.id`.execute(tx)
}
