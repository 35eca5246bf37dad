import type { Person } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { hashPassword, verifyNobody, verifyPassword } from './passwords.ts'
import { personColumns, toPerson } from './person-row.ts'

/**
 * The person whose e-mail address and password these are. An unknown address takes as long as a wrong password, and
 * both, and a disabled person, get the same answer. A hash made with older parameters is made again.
 * @throws Problem wrong_credentials
 */
export async function signIn(store: Store, body: { email: string; password: string }): Promise<Person> {
  const row = await store.db
    .selectFrom('person')
    .select([...personColumns, 'password_hash'])
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', body.email.toLowerCase()))
    .executeTakeFirst()
  if (!row) await verifyNobody(body.password)
  const verdict = row && (await verifyPassword(body.password, row.password_hash))
  if (!row || !verdict?.matches || row.disabled_at !== null)
    throw new Problem('wrong_credentials', 'The e-mail address or the password is wrong.')
  if (verdict.outdated) await rehash(store, row, body.password)
  return toPerson(row)
}

async function rehash(store: Store, row: { id: number; password_hash: string }, password: string) {
  const fresh = await hashPassword(password)
  await store.db
    .updateTable('person')
    .set({ password_hash: fresh })
    .where('id', '=', row.id)
    .where('password_hash', '=', row.password_hash)
    .execute()
}
