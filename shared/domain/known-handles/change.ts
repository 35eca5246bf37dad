import { sql } from 'kysely'
import type { KnownHandle, NewKnownHandle } from '../../contract/known-handle.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { handleOf } from '../matching/site.ts'
import { foldHandle } from './handle-book.ts'
import { markAuthors } from './mark-authors.ts'

/**
 * Marks a handle as one of ours, also on the mentions of the last 30 days; the same handle at the same source again
 * changes what is said of it. Takes a handle with or without @, or the address of a person's page.
 * @throws Problem invalid_request
 */
export async function addKnownHandle(store: Store, body: NewKnownHandle): Promise<KnownHandle> {
  const written = /^https?:/i.test(body.handle) ? handleOf(body.handle) : body.handle
  const handle = foldHandle(written)
  if (handle === '')
    throw new Problem('invalid_request', 'This is no handle.', {
      fields: [{ path: 'handle', message: 'Give the handle, such as @acme_help.' }],
    })
  const { kind, name = '', source = null } = body
  const known = await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    const { rows } = await sql<KnownHandle>`
      INSERT INTO known_handle (source, handle, kind, name) VALUES (${source}, ${handle}, ${kind}, ${name})
      ON CONFLICT (handle, coalesce(source, '')) DO UPDATE SET kind = excluded.kind, name = excluded.name
      RETURNING id, source, handle, kind, name`.execute(tx)
    return rows[0]!
  })
  await markAuthors(store, handle)
  store.poke({ about: 'setup', what: 'brands' })
  return known
}

/** @throws Problem not_found */
export async function removeKnownHandle(store: Store, id: number): Promise<void> {
  const removed = await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    return tx.deleteFrom('known_handle').where('id', '=', id).returning('handle').executeTakeFirst()
  })
  if (!removed) throw new Problem('not_found', 'There is no such handle.')
  await markAuthors(store, removed.handle)
  store.poke({ about: 'setup', what: 'brands' })
}
