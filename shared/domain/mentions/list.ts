import { sql } from 'kysely'
import { isUrgencyOrdered } from '../../contract/lane.ts'
import type { MentionFilter, MentionPage, Revisions } from '../../contract/mention.ts'
import type { Viewer } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import { cardColumns, cardSources, toCard, type CardRow } from './cards.ts'
import { readCursor, toCursor } from './cursor.ts'
import { filterSql } from './filter.ts'

/**
 * One page of a filtered list in its lane's order, and the revisions that it includes. It is one statement, so that
 * both come from one snapshot: a client applies the changes from the next revision on.
 * @throws Problem invalid_cursor
 */
export async function listMentions(
  store: Store,
  viewer: Viewer,
  filter: MentionFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<MentionPage> {
  const after = page.cursor === undefined ? undefined : readCursor(filter.lane, page.cursor)
  const urgent = isUrgencyOrdered(filter.lane)
  const order = urgent ? sql`m.priority_at, m.id` : sql`m.published_at DESC, m.id DESC`
  const beyond = after && sql`(${after.at}::timestamptz, ${after.id}::bigint)`
  const fromHere =
    beyond && (urgent ? sql`(m.priority_at, m.id) > ${beyond}` : sql`(m.published_at, m.id) < ${beyond}`)

  const { rows } = await sql<{ revisions: Revisions | null; cards: CardRow[] }>`
    SELECT (SELECT json_object_agg(id, revision) FROM brand) AS revisions, (
      SELECT coalesce(json_agg(card), '[]') FROM (
        SELECT ${cardColumns}
        FROM (
          SELECT * FROM mention m
          WHERE ${filterSql(filter, viewer.id)} AND ${fromHere ?? sql`TRUE`}
          ORDER BY ${order} LIMIT ${sql.lit(page.limit + 1)}
        ) m ${cardSources}
        ORDER BY ${order}
      ) card
    ) AS cards`.execute(store.db)

  const found = (rows[0]?.cards ?? []).map(toCard)
  const mentions = found.slice(0, page.limit)
  const last = mentions.at(-1)
  const more = last !== undefined && found.length > page.limit
  return {
    mentions,
    nextCursor: more
      ? toCursor(filter.lane, { at: urgent ? last.priorityAt : last.publishedAt, id: last.id })
      : null,
    revisions: rows[0]?.revisions ?? {},
  }
}
