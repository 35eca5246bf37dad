import { sql } from 'kysely'
import type { KnownHandle, NewKnownHandle } from '../../contract/known-handle.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { handleOf } from '../matching/site.ts'
import { foldHandle, needsPlace } from './handle-book.ts'
import { markAuthors } from './mark-authors.ts'

/**
 * Marks a handle as one of ours, also on the mentions of the last 30 days; the same handle at the same source again
 * changes what is said of it. Takes a handle with or without @, or the address of a person's page.
 * @throws Problem invalid_request
 */
export async function addKnownHandle(store: Store, body: NewKnownHandle): Promise<KnownHandle> {
  const written = /^https?:/i.test(body.handle) ? handleOf(body.handle) : body.handle
  const handle = foldHandle(written)
  const { kind, name = '', source = null } = body
  if (handle === '') throw wrongHandle('Give the handle, such as @acme_help.')
  if (needsPlace(source, handle))
    throw wrongHandle(
      'Give the handle with its server, such as @acme_help@example.social: anybody can have it elsewhere.',
    )
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

const wrongHandle = (message: string) =>
  new Problem('invalid_request', message, { fields: [{ path: 'handle', message }] })

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
