import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { tellStories } from '../stories/tell-stories.ts'
import { changedByBrand, mergeChanged, type ChangedByBrand } from './changed.ts'
import { lockBrands } from './lock-brands.ts'
import type { Refused } from './refused.ts'
import { compareWithKnown, noteSightings } from './sightings.ts'
import { storeMentions, type JudgedItem, type NewMention } from './store-mentions.ts'

/** `changed`: mentions that were there before and are seen in more places, or whose story has grown or begins earlier. */
type StoredHeard = { made: NewMention[]; changed: ChangedByBrand; refused: Refused[] }

/**
 * Makes mentions of items that are about some brands: one for each post, wherever and how often it is heard, and one
 * entry in the queue for each story, however many tell it: the oldest, unless somebody is at another.
 * @param alsoLocked brands whose mentions the caller changes afterwards.
 */
export async function storeHeard(
  tx: Transaction<Tables>,
  items: readonly JudgedItem[],
  now: Date,
  alsoLocked: readonly number[] = [],
): Promise<StoredHeard> {
  const told = withoutSharedIdentities(items)
  const { made, heardBefore, refused } = await storeMentions(tx, told, now)
  const { alike, others } = await compareWithKnown(tx, heardBefore)
  if (others.length > 0) {
    const apart = await storeOthers(tx, told, others, now)
    made.push(...apart.made)
    refused.push(...apart.refused)
  }
  await lockBrands(tx, [...[...made, ...alike].map(({ brandId }) => brandId), ...alsoLocked])
  const sighted = await noteSightings(tx, alike)
  const tellers = made.filter(({ isAside }) => !isAside).map((mention) => toTeller(mention, now))
  return { made, changed: mergeChanged(changedByBrand(sighted), await tellStories(tx, tellers)), refused }
}

const toTeller = ({ id, brandId, authorKey, complains, item }: NewMention, now: Date) => ({
  id,
  brandId,
  authorKey,
  publishedAt: item.publishedAt ?? now,
  isQueued: complains,
  told: { title: item.title, text: item.text },
})

/** Entries of one feed that name the same page and say different things are told apart by their own ids only. */
function withoutSharedIdentities(items: readonly JudgedItem[]): readonly JudgedItem[] {
  const words = new Map<string, string>()
  const shared = new Set<string>()
  for (const { identity, title, text } of items) {
    if (identity === null) continue
    const said = `${title}\n${text}`
    if ((words.get(identity) ?? said) !== said) shared.add(identity)
    words.set(identity, said)
  }
  if (shared.size === 0) return items
  return items.map((item) =>
    item.identity !== null && shared.has(item.identity) ? { ...item, identity: null } : item,
  )
}

async function storeOthers(
  tx: Transaction<Tables>,
  items: readonly JudgedItem[],
  others: readonly { brandId: number; itemId: number }[],
  now: Date,
): ReturnType<typeof storeMentions> {
  const byId = new Map(items.map((item) => [item.id, item]))
  const apart = others.flatMap(({ brandId, itemId }): JudgedItem[] => {
    const item = byId.get(itemId)
    const matches = item?.verdict.matchesByBrand.get(brandId)
    if (!item || !matches) return []
    return [
      {
        ...item,
        identity: null,
        verdict: { ...item.verdict, matchesByBrand: new Map([[brandId, matches]]) },
      },
    ]
  })
  return storeMentions(tx, apart, now)
}
