import type { Person } from '../../contract/person.ts'
import type { Connection } from '../../database/store.ts'
import { personColumns, toPerson } from './person-row.ts'

/** The person with this id who may still sign in; null for a disabled or unknown one. */
export async function readActivePerson(connection: Connection, id: number): Promise<Person | null> {
  const row = await connection
    .selectFrom('person')
    .select(personColumns)
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row ? toPerson(row) : null
}
