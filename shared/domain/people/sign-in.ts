import type { Person } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { hashPassword, verifyNobody, verifyPassword } from './passwords.ts'
import { personColumns, toPerson } from './person-row.ts'

export type SignedIn = {
  person: Person
  /**
   * To be called once the session is kept: a change of the password that ended all sessions before that would not have
   * ended it.
   * @throws Problem wrong_credentials when the password was changed meanwhile, or the person disabled
   */
  confirm(): Promise<void>
}

/**
 * The person whose e-mail address and password these are. An unknown address takes as long as a wrong password, and
 * both, and a disabled person, get the same answer. A hash made with older parameters is made again.
 * @throws Problem wrong_credentials
 */
export async function signIn(store: Store, body: { email: string; password: string }): Promise<SignedIn> {
  const row = await store.db
    .selectFrom('person')
    .select([...personColumns, 'password_hash'])
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', body.email.toLowerCase()))
    .executeTakeFirst()
  if (!row) await verifyNobody(body.password)
  const verdict = row && (await verifyPassword(body.password, row.password_hash))
  if (!row || !verdict?.matches || row.disabled_at !== null) throw wrongCredentials()
  const hash = verdict.outdated ? await rehash(store, row, body.password) : row.password_hash
  // Somebody else has made or changed the hash meanwhile: whether the password is right is to be found out again.
  if (hash === null) return signIn(store, body)
  return { person: toPerson(row), confirm: () => confirm(store, row.id, hash) }
}

/** @returns the new hash; null when the one it replaces is no longer there. */
async function rehash(
  store: Store,
  row: { id: number; password_hash: string },
  password: string,
): Promise<string | null> {
  const fresh = await hashPassword(password)
  const { numUpdatedRows } = await store.db
    .updateTable('person')
    .set({ password_hash: fresh })
    .where('id', '=', row.id)
    .where('password_hash', '=', row.password_hash)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? fresh : null
}

async function confirm(store: Store, personId: number, hash: string): Promise<void> {
  // The lock waits for a change that has ended the sessions and is not committed yet.
  const row = await store.db
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('password_hash', '=', hash)
    .where('disabled_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (!row) throw wrongCredentials()
}

const wrongCredentials = () =>
  new Problem('wrong_credentials', 'The e-mail address or the password is wrong.')
