import { hash } from 'node:crypto'
import type { Item } from '../sources/item.ts'

/**
 * What a feed listed when it was last heard: a fingerprint of what each entry says, by one of its id. It outlives the
 * items that are not kept, which would otherwise be new again with every change of a feed that still lists them; and
 * what has not changed since need not be looked up.
 */
export type Listed = Readonly<Record<string, string>>

export function listedBy(items: readonly Item[]): Listed {
  return Object.fromEntries(
    items.map((item) => [fingerprint(item.externalId), fingerprint(`${item.title}\n${item.text}`)]),
  )
}

/** Whether an entry with this id was listed, whatever it said. */
export const wasListed = (before: Listed, { externalId }: Item): boolean =>
  Object.hasOwn(before, fingerprint(externalId))

/** The items that were not listed, or said something else. */
export const unheardOf = (items: readonly Item[], before: Listed, now: Listed): Item[] =>
  items.filter(({ externalId }) => {
    const id = fingerprint(externalId)
    return !Object.hasOwn(before, id) || before[id] !== now[id]
  })

/** 72 bits: far more than the entries of one feed could confuse. */
const fingerprint = (text: string) => hash('sha256', text, 'base64url').slice(0, 12)
