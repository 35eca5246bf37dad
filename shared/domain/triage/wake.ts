import { sql, type Transaction } from 'kysely'
import { recordChanges } from '../../database/changes.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { mergeChanged, type ChangedByBrand } from '../mentions/changed.ts'
import { backInQueue, backToOwner, reopened } from './assignments.ts'
import { moveMany } from './move-many.ts'

/**
 * A mention that was just heard and is not set aside, whose source tells its author. `complains`: it asks for an answer,
 * whether it stands in the queue itself or repeats what does.
 */
export type Arrival = { mentionId: number; brandId: number; authorKey: string; complains: boolean }

/** How long after its end a conversation is reopened by its author. */
const reopenDays = 30

/**
 * Ends snoozes whose time has come: each goes to its owner, or to the queue when it has none with access. Also puts back
 * what people own who have no access any more. Any number of processes may call it at once.
 * @param limit at most this many at a time; call again while the result is as large.
 * @returns how many mentions moved.
 */
export async function wakeDue(store: Store, limit: number): Promise<number> {
  const moved = await store.db.transaction().execute(async (tx) => {
    const woken = await moveMany(tx, {
      kind: 'woken',
      which: sql`SELECT m.id, m.owner_id, NULL::bigint AS cause FROM mention m
        WHERE m.state = 'snoozed' AND m.snoozed_until <= now()
        ORDER BY m.snoozed_until LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
      set: backToOwner,
    })
    const orphaned = await moveMany(tx, {
      kind: 'release',
      which: sql`SELECT m.id, m.owner_id, NULL::bigint AS cause FROM mention m JOIN person p ON p.id = m.owner_id
        WHERE m.state = 'claimed' AND p.disabled_at IS NOT NULL
        LIMIT ${limit} FOR UPDATE OF m SKIP LOCKED`,
      set: backInQueue,
    })
    const all = mergeChanged(woken, orphaned)
    await recordChanges(tx, all)
    return all
  })
  const count = [...moved.values()].reduce((sum, ids) => sum + ids.length, 0)
  if (count > 0) store.poke({ about: 'change' })
  return count
}

/**
 * What the arrival of new mentions does to older ones of the same brand, source and author: those snoozed until new
 * activity wake, and where the new one complains those closed in the last 30 days reopen, unless they were dismissed as no
 * case at all (spam, not about us, a duplicate).
 * @returns the changed mentions by brand: the caller records the change rows, after everything else in `tx`.
 */
export async function wakeByAuthor(
  tx: Transaction<Tables>,
  arrivals: readonly Arrival[],
): Promise<ChangedByBrand> {
  if (arrivals.length === 0) return new Map()
  const of = <K extends keyof Arrival>(field: K) => arrivals.map((arrival) => arrival[field])
  const arrival = sql`(
    SELECT a.id, a.complains, new.brand_id, new.author_key, new.source
    FROM unnest(${of('mentionId')}::bigint[], ${of('complains')}::boolean[]) AS a (id, complains)
    JOIN mention new ON new.id = a.id)`
  const sameAuthor = sql`m.brand_id = arrival.brand_id AND m.author_key = arrival.author_key
    AND m.source = arrival.source AND m.id < arrival.id`
  const woken = await moveMany(tx, {
    kind: 'woken',
    which: sql`SELECT m.id, m.owner_id, arrival.id AS cause
      FROM ${arrival} arrival JOIN mention m ON ${sameAuthor}
      WHERE m.state = 'snoozed' AND m.snoozed_until_activity
      ORDER BY m.id, arrival.id FOR UPDATE OF m`,
    set: backToOwner,
  })
  const again = await moveMany(tx, {
    kind: 'reopenedByAuthor',
    which: sql`SELECT m.id, m.owner_id, arrival.id AS cause
      FROM ${arrival} arrival JOIN mention m ON ${sameAuthor}
      WHERE arrival.complains AND m.state IN ('answered', 'dismissed')
        AND m.resolved_at > now() - make_interval(days => ${reopenDays})
        AND coalesce(m.dismiss_reason, '') NOT IN ('spam', 'not_about_us', 'duplicate')
      ORDER BY m.id, arrival.id FOR UPDATE OF m`,
    set: reopened,
  })
  return mergeChanged(woken, again)
}
