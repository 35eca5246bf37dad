import type { z } from 'zod'
import type { newPerson, Person } from '../../contract/person.ts'
import type { Connection } from '../../database/store.ts'
import { isUniqueViolation } from '../../database/violations.ts'
import { Problem } from '../../runtime/problem.ts'
import { hashPassword } from './passwords.ts'
import { personColumns, toPerson } from './person-row.ts'
import { refuseWeakPassword } from './weak-passwords.ts'

export type NewPerson = z.infer<typeof newPerson>

/**
 * Adds a person who can sign in at once. Whoever calls it pokes `setup` after the commit.
 * @throws Problem weak_password, email_taken
 */
export async function addPerson(connection: Connection, body: NewPerson): Promise<Person> {
  refuseWeakPassword(body.password, body)
  const password_hash = await hashPassword(body.password)
  const { email, name, role } = body
  try {
    const row = await connection
      .insertInto('person')
      .values({ email, name, role, password_hash })
      .returning(personColumns)
      .executeTakeFirstOrThrow()
    return toPerson(row)
  } catch (error) {
    if (!isUniqueViolation(error, 'person_email')) throw error
    const message = 'Somebody already signs in with this e-mail address.'
    throw new Problem('email_taken', message, { fields: [{ path: 'email', message }] })
  }
}
