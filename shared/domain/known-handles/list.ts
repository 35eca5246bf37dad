import type { KnownHandle } from '../../contract/known-handle.ts'
import type { Store } from '../../database/store.ts'

/** All of them, by name and handle. */
export async function listKnownHandles({ db }: Store): Promise<KnownHandle[]> {
  return db
    .selectFrom('known_handle')
    .select(['id', 'source', 'handle', 'kind', 'name'])
    .orderBy('name')
    .orderBy('handle')
    .orderBy('id')
    .execute()
}
