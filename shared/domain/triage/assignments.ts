import { sql } from 'kysely'
import { Problem } from '../../runtime/problem.ts'
import type { Condition } from './explain.ts'

/** Ends a snooze. */
export const awake = sql`snoozed_until = NULL, snoozed_until_activity = false`

/** No exclusion keeps it aside any more; that its author has deleted it stays true. */
export const notSetAside = sql`
  set_aside = CASE WHEN m.set_aside ->> 'kind' = 'deleted' THEN m.set_aside END`

/** Makes a person the owner from now on. A mention that was only in the stream needs an answer from now on, too. */
export const ownedBy = (personId: number) => sql`
  state = 'claimed', owner_id = ${personId}, claimed_at = now(), queued_at = coalesce(m.queued_at, now()), ${awake}`

/** Puts it where anybody can take it. */
export const backInQueue = sql`
  state = 'queued', owner_id = NULL, claimed_at = NULL, queued_at = coalesce(m.queued_at, now()), ${awake}`

const ownerWithAccess = sql`(SELECT p.id FROM person p WHERE p.id = m.owner_id AND p.disabled_at IS NULL)`

/** Gives a snoozed mention back to its owner, or to the queue when there is none who could see it. */
export const backToOwner = sql`
  state = CASE WHEN ${ownerWithAccess} IS NULL THEN 'queued' ELSE 'claimed' END, owner_id = ${ownerWithAccess},
  claimed_at = CASE WHEN ${ownerWithAccess} IS NULL THEN NULL ELSE m.claimed_at END,
  queued_at = coalesce(m.queued_at, now()), ${awake}`

/** Puts one that was closed where anybody can take it. */
export const reopened = sql`${backInQueue}, resolved_at = NULL, dismiss_reason = NULL`

/** Counts that it went from one person to another. */
export const countHandOff = (toId: number) => sql`
  hand_offs = m.hand_offs + CASE WHEN m.owner_id <> ${toId} THEN 1 ELSE 0 END`

/** Whoever is given a mention must be able to sign in. */
export function canBeGivenTo(personId: number): Condition {
  return {
    holds: sql`EXISTS (SELECT FROM person WHERE id = ${personId} AND disabled_at IS NULL)`,
    otherwise: () =>
      new Problem('invalid_request', 'This person cannot be given mentions.', {
        fields: [{ path: 'personId', message: 'Choose a colleague who has access.' }],
      }),
  }
}
