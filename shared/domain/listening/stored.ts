import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import type { BookedHandle } from '../known-handles/handle-book.ts'

/** A query, or an exclusion or label in the words of one. */
export type StoredRule = { id: number; brandId: number; text: string }

/** Everything that is listened for, as it is stored; nothing of archived brands. */
export type Stored = {
  brands: { id: number; threshold: number; queueUrgent: boolean; answerWithinMinutes: number }[]
  queries: StoredRule[]
  exclusions: StoredRule[]
  labels: StoredRule[]
  words: { brandId: number; phrase: string; weight: number }[]
  handles: BookedHandle[]
}

/** All of it in one statement, so that it is from one moment. */
export async function readStored(connection: Connection): Promise<Stored> {
  const list = (columns: ReturnType<typeof sql>, rest: ReturnType<typeof sql>) => sql`
    (SELECT coalesce(json_agg(json_build_object(${columns}) ORDER BY one.id), '[]') FROM ${rest})`
  const living = sql`JOIN brand b ON b.id = one.brand_id AND b.archived_at IS NULL`
  const rules = (text: 'text' | 'rule') =>
    sql`'id', one.id, 'brandId', one.brand_id, 'text', one.${sql.raw(text)}`
  const { rows } = await sql<Stored>`
    SELECT
      ${list(
        sql`'id', one.id, 'threshold', one.queue_threshold, 'queueUrgent', one.queue_urgent,
          'answerWithinMinutes', one.answer_within_minutes`,
        sql`brand one WHERE one.archived_at IS NULL`,
      )} AS brands,
      ${list(rules('text'), sql`query one ${living}`)} AS queries,
      ${list(rules('text'), sql`exclusion one ${living} WHERE one.state = 'active'`)} AS exclusions,
      ${list(rules('rule'), sql`label one ${living}`)} AS labels,
      ${list(
        sql`'brandId', one.brand_id, 'phrase', one.phrase, 'weight', one.weight`,
        sql`lexicon_entry one ${living} WHERE one.state = 'active'`,
      )} AS words,
      ${list(sql`'source', one.source, 'handle', one.handle, 'kind', one.kind`, sql`known_handle one`)}
        AS handles`.execute(connection)
  return rows[0]!
}
