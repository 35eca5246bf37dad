import { sql, type Transaction } from 'kysely'
import type { z } from 'zod'
import type { Person, personChange, Viewer } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { Problem } from '../../runtime/problem.ts'
import { releaseAllOf } from '../triage/release-all.ts'
import { hashPassword } from './passwords.ts'
import { personColumns, toPerson } from './person-row.ts'
import { endSessionsOf } from './sessions.ts'
import { refuseWeakPassword } from './weak-passwords.ts'

export type PersonChange = z.infer<typeof personChange>

/**
 * Changes a name, role or password, or disables a person or lets them in again. A new role, a new password and being
 * disabled end all of that person's sessions; what a disabled person owned goes back into the queue.
 * @throws Problem not_found, weak_password, last_admin
 */
export async function changePerson(
  store: Store,
  by: Viewer,
  id: number,
  change: PersonChange,
): Promise<Person> {
  const passwordHash = await hashNew(store, id, change)
  const done = await store.db.transaction().execute(async (tx) => {
    const before = await lockPerson(tx, id)
    const disabling = change.disabled === true && before.disabled_at === null
    const enabling = change.disabled === false && before.disabled_at !== null
    const demoting = before.role === 'admin' && change.role !== undefined && change.role !== 'admin'
    if (before.lastAdmin && (disabling || demoting))
      throw new Problem('last_admin', 'This is the only admin. Make somebody else an admin first.')
    const row = await tx
      .updateTable('person')
      .set({
        name: change.name ?? before.name,
        role: change.role ?? before.role,
        password_hash: passwordHash ?? before.password_hash,
        ...(disabling && { disabled_at: sql<Date>`now()` }),
        ...(enabling && { disabled_at: null }),
      })
      .where('id', '=', id)
      .returning(personColumns)
      .executeTakeFirstOrThrow()
    const rightsChanged = disabling || enabling || row.role !== before.role || passwordHash !== undefined
    if (rightsChanged) await endSessionsOf(tx, id)
    const released = disabling && (await releaseAllOf(tx, id, by.id)).size > 0
    return { person: toPerson(row), rightsChanged, released }
  })
  if (done.released) store.poke({ about: 'change' })
  if (done.rightsChanged) store.poke({ about: 'rights', personId: id })
  store.poke({ about: 'setup', what: 'people' })
  return done.person
}

async function hashNew(store: Store, id: number, change: PersonChange): Promise<string | undefined> {
  if (change.password === undefined) return undefined
  const owner = await store.db
    .selectFrom('person')
    .select(['email', 'name'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!owner) throw unknownPerson()
  refuseWeakPassword(change.password, { email: owner.email, name: change.name ?? owner.name })
  return hashPassword(change.password)
}

/**
 * Locks the person together with all active admins, in one order, so that two admins who demote each other at the same
 * moment take turns, and the second sees that the other is gone.
 */
async function lockPerson(tx: Transaction<Tables>, id: number) {
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'name', 'role', 'disabled_at', 'password_hash'])
    .where((eb) =>
      eb.or([eb('id', '=', id), eb.and([eb('role', '=', 'admin'), eb('disabled_at', 'is', null)])]),
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const row = rows.find((candidate) => candidate.id === id)
  if (!row) throw unknownPerson()
  const isActiveAdmin = (candidate: typeof row) =>
    candidate.role === 'admin' && candidate.disabled_at === null
  return {
    ...row,
    lastAdmin: isActiveAdmin(row) && !rows.some((other) => other.id !== id && isActiveAdmin(other)),
  }
}

const unknownPerson = () => new Problem('not_found', 'There is no such person.')
