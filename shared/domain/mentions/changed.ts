/** Ids of changed mentions by brand: what `recordChanges` takes. */
export type ChangedByBrand = Map<number, number[]>

/** Each changed mention once, by brand. */
export function changedByBrand(
  mentions: readonly { id: number; brandId: number }[],
  ...others: ReadonlyMap<number, readonly number[]>[]
): ChangedByBrand {
  const sets = new Map<number, Set<number>>()
  const add = (brandId: number, id: number) => {
    const set = sets.get(brandId)
    if (set) set.add(id)
    else sets.set(brandId, new Set([id]))
  }
  for (const { brandId, id } of mentions) add(brandId, id)
  for (const other of others) for (const [brandId, ids] of other) for (const id of ids) add(brandId, id)
  return new Map([...sets].map(([brandId, ids]) => [brandId, [...ids]]))
}

/** Several of them as one, for the one `recordChanges` of a transaction. */
export const mergeChanged = (...parts: ReadonlyMap<number, readonly number[]>[]): ChangedByBrand =>
  changedByBrand([], ...parts)
