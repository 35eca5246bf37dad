import type { Person, PersonRef } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import { personColumns, toPerson } from './person-row.ts'

/** Everybody, disabled ones included, by name. */
export async function listPeople(store: Store): Promise<Person[]> {
  const rows = await store.db
    .selectFrom('person')
    .select(personColumns)
    .orderBy((eb) => eb.fn('lower', ['name']))
    .orderBy('id')
    .execute()
  return rows.map(toPerson)
}

/** Names of those to whom a mention can be given. */
export async function listColleagues(store: Store): Promise<PersonRef[]> {
  return store.db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('disabled_at', 'is', null)
    .orderBy((eb) => eb.fn('lower', ['name']))
    .orderBy('id')
    .execute()
}
