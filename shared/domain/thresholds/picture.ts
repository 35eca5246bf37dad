import { sql } from 'kysely'
import type { ThresholdPicture } from '../../contract/trust.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { queueableDays } from '../../contract/triage.ts'
import { foundNegative, queuedByItself } from '../samples/known.ts'
import { stepSql } from './bands.ts'
import { drawPicture, type Step } from './draw-picture.ts'

/** So many tell enough, and take about a quarter of a second. */
const newest = 50_000

/**
 * What each threshold would mean for a brand, told from its scored mentions of the last 30 days, or the newest 50,000 of
 * them, in one grouped query. What enters the queue for its urgency or by hand is outside of this picture, and so are
 * our own people's words, what repeats a story, and what could not be scored.
 * @throws Problem not_found
 */
export async function readThresholdPicture(store: Store, brandId: number): Promise<ThresholdPicture> {
  // What queued for its urgency alone says nothing of others that sound like it.
  const fair = sql`(m.corrected_by IS NOT NULL AND s.mention_id IS NOT NULL
    OR ${queuedByItself} AND m.score <= b.queue_threshold AND ${foundNegative} IS NOT NULL)`
  const { rows } = await sql<{ days: number | null; steps: Step[] }>`
    SELECT (extract(epoch FROM now() - min(counted.oldest)) / 86400)::float8 AS days,
      coalesce(json_agg(counted) FILTER (WHERE counted.step IS NOT NULL), '[]') AS steps
    FROM brand b LEFT JOIN LATERAL (
      SELECT ${stepSql} AS step, count(*) AS mentions, min(m.published_at) AS oldest,
        count(*) FILTER (WHERE m.corrected_by IS NOT NULL) AS corrections,
        count(*) FILTER (WHERE m.corrected_by IS NOT NULL AND s.mention_id IS NOT NULL) AS sampled,
        count(${foundNegative}) AS known, count(*) FILTER (WHERE ${foundNegative}) AS negative,
        count(*) FILTER (WHERE ${fair}) AS "fairlyKnown",
        count(*) FILTER (WHERE ${fair} AND ${foundNegative}) AS "fairlyNegative"
      FROM (
        SELECT * FROM mention m
        WHERE m.brand_id = b.id AND m.published_at > now() - ${sql.lit(queueableDays)} * interval '1 day'
          AND m.score IS NOT NULL AND m.state <> 'aside' AND m.author_kind IS NULL AND m.story_id IS NULL
        ORDER BY m.published_at DESC LIMIT ${sql.lit(newest)}
      ) m LEFT JOIN sample s ON s.mention_id = m.id
      GROUP BY 1
    ) counted ON TRUE
    WHERE b.id = ${brandId} GROUP BY b.id`.execute(store.db)
  const found = rows[0]
  if (!found) throw new Problem('not_found', `There is no brand ${brandId}.`)
  return {
    brandId,
    ...drawPicture(found.steps, found.days ?? 0),
  }
}
