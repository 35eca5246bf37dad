import { sql } from 'kysely'
import type { TopicWindow } from '../../contract/topic.ts'
import { advisoryLocks } from '../../database/advisory-locks.ts'
import type { Database } from '../../database/connect.ts'
import type { Rising } from './find-rising.ts'

/**
 * Keeps what was found for a brand; what was found before and not now is gone. One that is found again keeps its id, so
 * that links to it stay true.
 * @returns whether anything else is shown now
 */
export async function storeTopics(
  db: Database,
  brandId: number,
  found: ReadonlyMap<TopicWindow, readonly Rising[]>,
): Promise<boolean> {
  const rows = [...found].flatMap(([window, topics]) => topics.map((topic) => ({ window, ...topic })))
  return db.transaction().execute(async (tx) => {
    // One look after the other. Not by the brand's row: moves have a mention's row before it, and this asks for theirs.
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(advisoryLocks.topicsOfBrand)}, ${brandId}::integer)`.execute(
      tx,
    )
    const { rows: kept } = await sql<{ id: number; changed: boolean }>`
      WITH given AS (
        SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given
          ("window" text, key text, words text, variants text[], usual real, chance float8, days integer[],
            "mentionIds" bigint[])
      ), before AS (
        SELECT t.id, t.key, t.time_window, t.words, t.mentions FROM topic t WHERE t.brand_id = ${brandId}
      ), put AS (
        INSERT INTO topic (brand_id, key, time_window, words, variants, usual, chance, days, mentions)
        SELECT ${brandId}, key, "window", words, variants, usual, chance, days, cardinality("mentionIds")
        FROM given
        ON CONFLICT (brand_id, key, time_window) DO UPDATE SET words = excluded.words, variants = excluded.variants,
          usual = excluded.usual, chance = excluded.chance, days = excluded.days, mentions = excluded.mentions
        RETURNING id, key, time_window, words, mentions
      ), behind AS (
        INSERT INTO topic_mention (topic_id, mention_id)
        SELECT put.id, mention_id FROM put JOIN given ON given.key = put.key AND given."window" = put.time_window
          CROSS JOIN unnest(given."mentionIds") AS mention_id ORDER BY mention_id
        ON CONFLICT DO NOTHING
      ), left_over AS (
        DELETE FROM topic_mention tm USING put JOIN given ON given.key = put.key AND given."window" = put.time_window
        WHERE tm.topic_id = put.id AND tm.mention_id <> ALL(given."mentionIds")
      ), gone AS (
        DELETE FROM topic WHERE brand_id = ${brandId} AND id IN (SELECT id FROM before EXCEPT SELECT id FROM put)
        RETURNING id
      )
      SELECT id, true AS changed FROM gone
      UNION ALL
      SELECT put.id, before.id IS NULL OR (before.words, before.mentions) <> (put.words, put.mentions)
      FROM put LEFT JOIN before ON before.id = put.id`.execute(tx)
    return kept.some(({ changed }) => changed)
  })
}
