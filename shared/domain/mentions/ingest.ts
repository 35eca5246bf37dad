import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Listening } from '../listening/compiled.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Item } from '../sources/item.ts'
import { wakeByAuthor } from '../triage/wake.ts'
import { changedByBrand, type ChangedByBrand } from './changed.ts'
import { judgeItem, type Verdict } from './judge.ts'
import { matchItem } from './match-item.ts'
import type { Refused } from './refused.ts'
import { storeHeard } from './store-heard.ts'
import { storeItems, type StoredItem } from './store-items.ts'
import { countHidden, type JudgedItem, type NewMention } from './store-mentions.ts'
import { brandsOfItems, updateEdited } from './update-edited.ts'

type HeardFrom = { id: number; source: string; brandId: number | null }

/**
 * `added`: the items that are kept from now on. `mentions`: how many were made. `changed`: mentions by brand, for the
 * caller to record as the transaction's last write. `refused`: what the database would not take; the rest is stored.
 */
export type Ingested = { added: StoredItem[]; mentions: number; changed: ChangedByBrand; refused: Refused[] }

/**
 * Stores one batch of a feed's items within the caller's transaction: new ones are matched and scored and become
 * mentions, in the queue or the stream, or aside; known ones cost a look; edited ones are brought up to date.
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
  if (items.length === 0) return { added: [], mentions: 0, changed: new Map(), refused: [] }
  const { added, edited, ...stored } = await storeItems(tx, feed.id, items, now)

  const verdicts = new Map<number, Verdict>()
  const about = [...added, ...edited].flatMap((item, index): JudgedItem[] => {
    const matched = matchItem(item, feed, listening)
    const isEdited = index >= added.length
    if (matched.matchesByBrand.size === 0 && !isEdited) return []
    const verdict = judgeItem(item, matched, feed, { listening, scorer, now })
    if (isEdited) verdicts.set(item.id, verdict)
    return matched.matchesByBrand.size === 0
      ? []
      : [{ ...item, feedId: feed.id, source: feed.source, verdict }]
  })

  const editedOf = await brandsOfItems(tx, [...verdicts.keys()])
  const { made, changed, ...heard } = await storeHeard(tx, about, now, editedOf)
  await countHidden(tx, made)
  const { updated, ...edits } = await updateEdited(tx, verdicts, now)
  const woken = await wakeByAuthor(tx, arrivals(made))
  return {
    added,
    mentions: made.length,
    changed: changedByBrand([...updated, ...made], changed, woken),
    refused: [...stored.refused, ...heard.refused, ...edits.refused],
  }
}

/** What nobody wants to hear wakes nothing. */
function arrivals(mentions: readonly NewMention[]) {
  return mentions.flatMap(({ id, brandId, authorKey, isAside, complains }) =>
    authorKey === null || isAside ? [] : [{ mentionId: id, brandId, authorKey, complains }],
  )
}
