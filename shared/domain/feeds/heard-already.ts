import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import type { Item } from '../sources/item.ts'

/** How many of a feed's items are known: from this feed, or as mentions that another one brought. */
export async function countHeardAlready(
  connection: Connection,
  feedUrl: string,
  items: readonly Item[],
): Promise<number> {
  const externalIds = items.map(({ externalId }) => externalId)
  const identities = items.flatMap(({ identity }) => identity ?? [])
  const { rows } = await sql<{ external_id: string | null; identity: string | null }>`
    SELECT i.external_id, NULL AS identity FROM item i JOIN feed f ON f.id = i.feed_id
      WHERE f.url = ${feedUrl} AND i.external_id = ANY (${externalIds}::text[])
    UNION ALL
    SELECT NULL, m.identity FROM brand b JOIN mention m ON m.brand_id = b.id
      WHERE m.identity = ANY (${identities}::text[])`.execute(connection)
  const ids = new Set(rows.map(({ external_id }) => external_id))
  const mentioned = new Set(rows.map(({ identity }) => identity))
  return items.filter(
    ({ externalId, identity }) => ids.has(externalId) || (identity !== null && mentioned.has(identity)),
  ).length
}
