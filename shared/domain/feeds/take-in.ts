import { sql, type Transaction } from 'kysely'
import { recordChanges } from '../../database/changes.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { holdMatching } from '../listening/matching-version.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { mergeChanged } from '../mentions/changed.ts'
import { forgetDeleted } from '../mentions/forget-deleted.ts'
import { ingest, type Ingested } from '../mentions/ingest.ts'
import { logRefused, type Refused } from '../mentions/refused.ts'
import type { Item } from '../sources/item.ts'
import { pollSeconds, type DueFeed } from './lease.ts'
import { wasListed } from './listed.ts'

/** One transaction takes so many items: enough to be fast, few enough to be short and to let others in between. */
const batchSize = 500

/** `missed`: new ones that a hub should have pushed long ago. `heardAt`: seconds since 1970 of those that are new. */
export type TakenIn = {
  newItems: number
  mentions: number
  missed: number
  heardAt: number[]
  refused: Refused[]
}

/** A push may be on its way so long. */
const pushGraceMs = 600_000

export type ToTakeIn = {
  /** Distinct and in order (`distinctItems`). */
  items: readonly Item[]
  /** External ids of what authors have deleted. */
  deleted?: readonly string[]
  /** Part of the last transaction. */
  finish: (tx: Transaction<Tables>, total: TakenIn) => Promise<unknown>
}

/**
 * Stores what a feed brought, batch by batch, each in a transaction of its own and each after waiting in line with other
 * feeds, so that a flood from one holds up none of them.
 * @returns null when the feed was moved, switched off or taken away meanwhile.
 */
export async function takeIn(
  tools: ListeningTools,
  store: Store,
  feed: DueFeed,
  { items, deleted = [], finish }: ToTakeIn,
  signal: AbortSignal,
): Promise<TakenIn | null> {
  const total: TakenIn = { newItems: 0, mentions: 0, missed: 0, heardAt: [], refused: [] }
  for (let from = 0; from === 0 || from < items.length; from += batchSize) {
    const batch = items.slice(from, from + batchSize)
    const isLast = from + batchSize >= items.length
    const known = total.refused.length
    const changed = await tools.intake(() => {
      signal.throwIfAborted()
      return store.db.transaction().execute(async (tx) => {
        await holdMatching(tx)
        const now = await lockFeed(tx, feed)
        if (now === null) return null
        const heard = await takeInBatch(tools, tx, feed, batch, now, total)
        const gone = isLast ? await forgetDeleted(tx, feed.id, deleted) : new Map<number, number[]>()
        if (isLast) await finish(tx, total)
        const changes = mergeChanged(heard, gone)
        await recordChanges(tx, changes)
        return changes
      })
    })
    if (changed === null) return null
    logRefused(tools.log, { feedId: feed.id }, total.refused.slice(known))
    if (changed.size > 0) store.poke({ about: 'change' })
  }
  return total
}

/**
 * Keeps a second poll of the feed waiting until this transaction ends.
 * @returns the time; null when the feed was moved, switched off or taken away meanwhile.
 */
async function lockFeed(tx: Transaction<Tables>, feed: DueFeed): Promise<Date | null> {
  const { rows } = await sql<{ now: Date }>`
    SELECT date_trunc('milliseconds', now()) AS now FROM feed
    WHERE id = ${feed.id} AND url = ${feed.url} AND enabled FOR NO KEY UPDATE`.execute(tx)
  return rows[0]?.now ?? null
}

async function takeInBatch(
  { listening, scorer }: ListeningTools,
  tx: Transaction<Tables>,
  feed: DueFeed,
  items: readonly Item[],
  now: Date,
  total: TakenIn,
): Promise<Ingested['changed']> {
  const read = await listening.read(tx)
  const heard = await ingest(tx, { feed, items, listening: read, scorer, now })
  const { added, mentions, changed, refused } = heard
  const fresh = added.filter((item) => !wasListed(feed.listed, item))
  total.newItems += fresh.length
  total.mentions += mentions
  total.refused.push(...refused)
  total.missed += fresh.filter(({ publishedAt }) => isLate(publishedAt, now)).length
  for (const { publishedAt } of fresh) total.heardAt.push((publishedAt ?? now).getTime() / 1000)
  if (fresh.length + mentions > 0)
    await sql`
      UPDATE feed SET items = items + ${fresh.length}, mentions = mentions + ${mentions},
        lease_until = greatest(lease_until, now() + ${sql.lit(pollSeconds)} * interval '1 second')
      WHERE id = ${feed.id}`.execute(tx)
  return changed
}

const isLate = (publishedAt: Date | null, now: Date) =>
  publishedAt !== null && now.getTime() - publishedAt.getTime() > pushGraceMs
