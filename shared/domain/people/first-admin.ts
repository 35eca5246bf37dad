import { sql, type Transaction } from 'kysely'
import type { Person } from '../../contract/person.ts'
import { advisoryLocks } from '../../database/advisory-locks.ts'
import type { Connection, Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { Problem } from '../../runtime/problem.ts'
import { addPerson } from './add.ts'

/** Whether nobody can set Earshot up yet: there has never been an admin. */
export async function isFirstRunNeeded(connection: Connection): Promise<boolean> {
  const admin = await connection
    .selectFrom('person')
    .select('id')
    .where('role', '=', 'admin')
    .limit(1)
    .executeTakeFirst()
  return admin === undefined
}

/**
 * Makes the first admin within the caller's transaction. Of two callers at once the second waits for the first's
 * commit and is refused.
 * @throws Problem already_set_up, weak_password, email_taken
 */
export async function makeFirstAdmin(
  tx: Transaction<Tables>,
  admin: { name: string; email: string; password: string },
): Promise<Person> {
  await sql`SELECT pg_advisory_xact_lock(${advisoryLocks.firstAdmin})`.execute(tx)
  if (!(await isFirstRunNeeded(tx)))
    throw new Problem(
      'already_set_up',
      'Earshot has an admin already. Sign in, or ask that person to add you.',
    )
  return addPerson(tx, { ...admin, role: 'admin' })
}

/**
 * Makes the admin that the environment names, unless somebody with that e-mail address exists: then nothing is
 * changed, their password least of all. Safe to call from several processes that start together.
 * @throws Problem weak_password
 */
export async function ensureAdmin(
  store: Store,
  admin: { email: string; password: string } | undefined,
): Promise<void> {
  if (!admin) return
  const email = admin.email.toLowerCase()
  await store.db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${advisoryLocks.firstAdmin})`.execute(tx)
    const existing = await tx
      .selectFrom('person')
      .select('id')
      .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', email))
      .executeTakeFirst()
    if (existing) return
    await addPerson(tx, { email, name: email.split('@')[0]!, role: 'admin', password: admin.password })
  })
}
