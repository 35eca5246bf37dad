import { sql } from 'kysely'
import { topicWindows, type Topic, type Topics, type TopicWindow } from '../../contract/topic.ts'
import type { Store } from '../../database/store.ts'
import { fewestBefore } from './find-rising.ts'
import { knownBefore } from './owed.ts'

type BrandRow = { id: number; name: string; day: number; week: number; at: Date | null }

/**
 * What rises, of one brand or all that are listened for, the surest first. The counts are those of the lists behind them
 * at this moment: what was set aside since counts no more.
 */
export async function listTopics({ db }: Store, brandId: number | undefined): Promise<Topics> {
  const asked = brandId === undefined ? sql`TRUE` : sql`b.id = ${brandId}`
  const living = sql`b.archived_at IS NULL AND ${asked}`
  const { rows: topics } = await sql<Topic>`
    SELECT t.id, t.brand_id AS "brandId", t.words, t.variants, t.time_window AS "window", t.usual, t.chance, t.days,
      behind.mentions, behind.negative
    FROM topic t JOIN brand b ON b.id = t.brand_id CROSS JOIN LATERAL (
      SELECT count(*) AS mentions, count(*) FILTER (WHERE m.label = 'negative') AS negative
      FROM topic_mention tm JOIN mention m ON m.id = tm.mention_id
      WHERE tm.topic_id = t.id AND m.state <> 'aside'
    ) behind
    WHERE ${living} AND behind.mentions > 0
    ORDER BY t.chance, behind.mentions DESC, t.id`.execute(db)
  const { rows: brands } = await sql<BrandRow>`
    SELECT b.id, b.name, b.topics_at AS at, ${knownBefore('day')} AS day, ${knownBefore('week')} AS week
    FROM brand b WHERE ${living} ORDER BY lower(b.name)`.execute(db)
  const looks = brands.flatMap(({ at }) => (at === null ? [] : [at.getTime()]))
  return {
    topics,
    tooFew: brands.flatMap(({ id, name, ...before }) =>
      topicWindows.flatMap((window) =>
        before[window] >= fewestBefore
          ? []
          : [{ brandId: id, window, why: tooFew(name, window, before[window]) }],
      ),
    ),
    computedAt: looks.length === 0 ? null : new Date(Math.max(...looks)).toISOString(),
  }
}

function tooFew(name: string, window: TopicWindow, before: number): string {
  const times = before === 0 ? 'not mentioned' : before === 1 ? 'mentioned once' : `mentioned ${before} times`
  const since = window === 'day' ? 'the last 24 hours' : 'the last 7 days'
  return `${name} was ${times} in the four weeks before ${since}; at least ${fewestBefore} mentions are needed to know what is usual.`
}
