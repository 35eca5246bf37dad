import { sql } from 'kysely'
import type { TopicWindow } from '../../contract/topic.ts'
import type { Store } from '../../database/store.ts'
import { fewestBefore } from './find-rising.ts'
import { countsForTopics } from './read-said.ts'

const daysOf: Record<TopicWindow, number> = { day: 1, week: 7 }

/**
 * How many mentions a brand `b` has of the four weeks before a window, counted up to as many as it must have. In order, so
 * that they are read from the brand's index: else PostgreSQL looks through all mentions of all brands for so few.
 */
export const knownBefore = (window: TopicWindow) => {
  const end = sql`now() - ${sql.lit(daysOf[window])} * interval '1 day'`
  return sql<number>`(
    SELECT count(*) FROM (
      SELECT FROM mention m WHERE m.brand_id = b.id AND ${countsForTopics}
        AND m.published_at > ${end} - interval '28 days' AND m.published_at <= ${end}
      ORDER BY m.published_at DESC LIMIT ${sql.lit(fewestBefore)}
    ) known
  )`
}

/**
 * Whether it is time to look for the topics of a brand `b`: something was heard since the last look, or what was found then
 * is getting old. Every ten minutes at most; every minute while a brand is new, because then its past is heard bit by bit.
 */
export const topicsAreOwed = sql<boolean>`(
  b.archived_at IS NULL AND CASE
    WHEN b.topics_at IS NULL THEN ${knownBefore('day')} >= ${sql.lit(fewestBefore)}
    WHEN b.topics_at > now() - CASE WHEN b.created_at > now() - interval '1 hour'
      THEN interval '1 minute' ELSE interval '10 minutes' END THEN false
    ELSE (SELECT at FROM change WHERE change.brand_id = b.id ORDER BY revision DESC LIMIT 1) > b.topics_at
      OR (b.topics_at < now() - interval '1 hour' AND EXISTS (SELECT FROM topic WHERE topic.brand_id = b.id))
  END
)`

/** The brands whose topics are to be looked for now. */
export async function brandsOwedTopics({ db }: Store): Promise<number[]> {
  const { rows } = await sql<{
    id: number
  }>`SELECT b.id FROM brand b WHERE ${topicsAreOwed} ORDER BY b.id`.execute(db)
  return rows.map(({ id }) => id)
}
