import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { ListeningBrand } from '../listening/compiled.ts'
import type { ChangedByBrand } from '../mentions/changed.ts'
import { entersQueue } from '../mentions/enters-queue.ts'
import type { Judgement } from '../mentions/judge.ts'
import type { PastMention } from '../mentions/past-mention.ts'
import { storyTakenSql } from '../stories/story-taken.ts'
import { moveMany } from '../triage/move-many.ts'

/**
 * Whether a mention of the stream would enter the queue as it is judged now and would not have as it was: what stands
 * there for another reason stays.
 */
export function startsToComplain(
  mention: PastMention,
  judgement: Judgement,
  brand: ListeningBrand,
  now: Date,
): boolean {
  if (mention.state !== 'stream' || !judgement.complains) return false
  return !entersQueue({ ...mention, corrected: mention.corrected !== null }, brand, now)
}

/**
 * Puts mentions into the queue, all judged again together; of those of them that tell one story the oldest, unless one of
 * the story was ever there.
 */
export async function enterQueue(tx: Transaction<Tables>, ids: readonly number[]): Promise<ChangedByBrand> {
  if (ids.length === 0) return new Map()
  return moveMany(tx, {
    kind: 'queue',
    which: sql`SELECT m.id, m.owner_id, NULL::bigint AS cause FROM mention m WHERE m.id IN (
        SELECT DISTINCT ON (coalesce(teller.story_id, teller.id)) teller.id FROM mention teller
        WHERE teller.id = ANY(${ids}::bigint[])
          AND NOT ${storyTakenSql(sql`coalesce(teller.story_id, teller.id)`)}
        ORDER BY coalesce(teller.story_id, teller.id), teller.published_at, teller.id
      ) ORDER BY m.id FOR UPDATE`,
    set: sql`state = 'queued', queued_at = now()`,
  })
}
