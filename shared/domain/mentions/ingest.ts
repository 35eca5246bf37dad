import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Listening } from '../listening/compiled.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Item } from '../sources/item.ts'
import { wakeByAuthor } from '../triage/wake.ts'
import { changedByBrand } from './changed.ts'
import { matchItem, scoreItem, type Verdict } from './judge.ts'
import { storeItems, type StoredItem } from './store-items.ts'
import { storeMentions, type NewMention } from './store-mentions.ts'
import { updateEdited } from './update-edited.ts'

export type HeardFrom = { id: number; source: string; brandId: number | null }

/**
 * `added`: the items that are kept from now on. `changed`: mentions by brand, for the caller to record as the
 * transaction's last write.
 */
export type Ingested = { added: StoredItem[]; mentions: number; changed: Map<number, number[]> }

/**
 * Stores one batch of a feed's items within the caller's transaction: new ones are matched and scored and become
 * mentions, in the queue or the stream; known ones cost a look; edited ones are brought up to date.
 * @param items distinct and in order (`distinctItems`).
 * @param listening what is listened for, read after `holdMatching`.
 */
export async function ingest(
  tx: Transaction<Tables>,
  {
    feed,
    items,
    listening,
    scorer,
    now,
  }: { feed: HeardFrom; items: readonly Item[]; listening: Listening; scorer: Scorer; now: Date },
): Promise<Ingested> {
  if (items.length === 0) return { added: [], mentions: 0, changed: new Map() }
  const { added, edited } = await storeItems(tx, feed.id, items, now)

  const judge = (item: StoredItem): Verdict => ({
    matchesByBrand: matchItem(item, feed, listening),
    ...scoreItem(item, feed.source, scorer),
  })
  const verdicts = new Map(edited.map((item) => [item.id, judge(item)]))
  const about = [...added, ...edited].flatMap((item) => {
    const matchesByBrand = verdicts.get(item.id)?.matchesByBrand ?? matchItem(item, feed, listening)
    if (matchesByBrand.size === 0) return []
    const scored = verdicts.get(item.id) ?? scoreItem(item, feed.source, scorer)
    return [{ ...item, feedId: feed.id, source: feed.source, verdict: { ...scored, matchesByBrand } }]
  })

  const updated = await updateEdited(tx, verdicts, listening.thresholds, now)
  const mentions = await storeMentions(tx, about, listening.thresholds, now)
  const woken = await wakeByAuthor(tx, arrivals(mentions))
  return {
    added,
    mentions: mentions.length,
    changed: changedByBrand([...updated, ...mentions], woken),
  }
}

function arrivals(mentions: readonly NewMention[]) {
  return mentions.flatMap(({ id, brandId, authorKey, queued }) =>
    authorKey === null ? [] : [{ mentionId: id, brandId, authorKey, negative: queued }],
  )
}
