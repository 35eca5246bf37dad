import { sql } from 'kysely'
import type { Store } from '../../shared/database/store.ts'

/**
 * Mentions that another version of the scorer took for praise, each a minute older than the one before: in the stream,
 * with `#` in the text for their number.
 */
export async function addPastMentions(
  { db }: Pick<Store, 'db'>,
  { brandId, feedId, count, text }: { brandId: number; feedId: number; count: number; text: string },
): Promise<void> {
  await sql`
    WITH heard AS (
      INSERT INTO item (feed_id, external_id, title, text, published_at)
      SELECT ${feedId}, 'past ' || n, '', replace(${text}, '#', n::text), now() - n * interval '1 minute'
      FROM generate_series(1, ${count}::integer) AS n RETURNING id, published_at
    )
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, score, label, scored_label, p_negative, language,
      model_version, severity, published_at, priority_at)
    SELECT ${brandId}, id, ${feedId}, 'rss', 'stream', 0.5, 'positive', 'positive', 0.1, 'en', 'before', 0,
      published_at, published_at FROM heard ORDER BY published_at DESC`.execute(db)
}
