import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { ChangedByBrand } from '../mentions/changed.ts'
import { entersQueueSql } from '../mentions/enters-queue.ts'
import { moveMany } from '../triage/move-many.ts'
import { storyTakenSql } from './story-taken.ts'

/**
 * Of the stories that these mentions tell, when nobody has taken, closed or left in the queue any that tells it: puts
 * the earliest complaint among the repeats into the queue. Called when what stood there for all of them was set aside.
 */
export async function promoteRepeats(
  tx: Transaction<Tables>,
  mentionIds: readonly number[],
): Promise<ChangedByBrand> {
  if (mentionIds.length === 0) return new Map()
  return moveMany(tx, {
    kind: 'queue',
    which: sql`SELECT m.id, m.owner_id, m.story_id AS cause FROM mention m WHERE m.id IN (
        SELECT DISTINCT ON (m.story_id) m.id FROM mention m JOIN brand b ON b.id = m.brand_id
        WHERE m.story_id IN (
            SELECT coalesce(told.story_id, told.id) FROM mention told WHERE told.id = ANY(${mentionIds}::bigint[])
          ) AND m.state = 'stream' AND ${entersQueueSql}
          AND NOT ${storyTakenSql(sql`m.story_id`)}
        ORDER BY m.story_id, m.published_at, m.id
      ) ORDER BY m.id FOR UPDATE`,
    set: sql`state = 'queued', queued_at = now()`,
  })
}
