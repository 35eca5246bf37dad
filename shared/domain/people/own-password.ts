import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { endSessionsOf } from './sessions.ts'
import { refuseWeakPassword } from './weak-passwords.ts'

/**
 * Changes a person's own password and ends all of their sessions: the caller begins a new one for whoever asked, and
 * pokes `rights` once that is told.
 * @throws Problem wrong_credentials when the current one is wrong or was changed meanwhile, weak_password
 */
export async function changeOwnPassword(
  store: Store,
  personId: number,
  { current, password }: { current: string; password: string },
): Promise<void> {
  const row = await store.db
    .selectFrom('person')
    .select(['email', 'name', 'password_hash'])
    .where('id', '=', personId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw wrongPassword()
  refuseWeakPassword(password, row)
  if (!(await verifyPassword(current, row.password_hash)).matches) throw wrongPassword()
  const password_hash = await hashPassword(password)
  await store.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('person')
      .set({ password_hash })
      .where('id', '=', personId)
      .where('password_hash', '=', row.password_hash)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw wrongPassword()
    await endSessionsOf(tx, personId)
  })
}

function wrongPassword(): Problem {
  const message = 'This is not your current password.'
  return new Problem('wrong_credentials', message, { fields: [{ path: 'current', message }] })
}
