import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { promoteRepeats } from '../stories/promote-repeats.ts'
import { moveMany } from '../triage/move-many.ts'
import { mergeChanged, type ChangedByBrand } from './changed.ts'
import { lockBrands } from './lock-brands.ts'
import { boundedKey } from './store-items.ts'

const words = 'Its author has deleted it.'

/**
 * Honours that authors have deleted what they posted: the words and the author are emptied wherever the post was heard,
 * and do not come back when a feed still lists them. What waits in the stream or the queue is set aside; what somebody
 * has taken or closed stays where it is and says that it is deleted. Where others say the same, the next of them takes
 * its place in the queue. Deleting twice, or what was never heard, does nothing.
 * @param tx in which nothing of other brands is ingested afterwards: call it after `ingest`.
 * @param externalIds as the feed's connector gives them.
 * @returns changed mentions by brand, for `recordChanges` (with `mergeChanged`, where there are others).
 */
export async function forgetDeleted(
  tx: Transaction<Tables>,
  feedId: number,
  externalIds: readonly string[],
): Promise<ChangedByBrand> {
  if (externalIds.length === 0) return new Map()
  const mentions = await readMentions(tx, feedId, externalIds.map(boundedKey))
  await lockBrands(
    tx,
    mentions.map(({ brandId }) => brandId),
  )
  const ids = mentions.map(({ id }) => id)
  const deleted = await moveMany(tx, {
    kind: 'deletedByAuthor',
    which: sql`SELECT m.id, m.owner_id, NULL::bigint AS cause FROM mention m
      WHERE m.id = ANY(${ids}::bigint[]) AND m.set_aside ->> 'kind' IS DISTINCT FROM 'deleted'
      ORDER BY m.id FOR UPDATE`,
    set: sql`state = CASE WHEN m.state IN ('stream', 'queued') THEN 'aside' ELSE m.state END,
      set_aside = ${JSON.stringify({ kind: 'deleted', exclusionId: null, words })}::jsonb,
      matches = '[]', contributions = '[]', constant = NULL, cues = '[]', urgency = '[]', author_key = NULL`,
  })
  await emptyItems(tx, feedId, externalIds.map(boundedKey), ids)
  return mergeChanged(deleted, await promoteRepeats(tx, ids))
}

/** The mentions of these items, wherever they were heard first. */
async function readMentions(
  tx: Transaction<Tables>,
  feedId: number,
  keys: string[],
): Promise<{ id: number; brandId: number }[]> {
  const { rows } = await sql<{ id: number; brandId: number }>`
    WITH gone AS (SELECT id FROM item WHERE feed_id = ${feedId} AND external_id = ANY(${keys}::text[]))
    SELECT m.id, m.brand_id AS "brandId" FROM mention m
    WHERE m.item_id IN (SELECT id FROM gone)
      OR m.id IN (SELECT mention_id FROM sighting WHERE item_id IN (SELECT id FROM gone))`.execute(tx)
  return rows
}

async function emptyItems(
  tx: Transaction<Tables>,
  feedId: number,
  keys: string[],
  mentionIds: number[],
): Promise<void> {
  await sql`
    WITH emptied AS (
      UPDATE item SET title = '', text = '', author = NULL, author_url = NULL, media = '[]', engagement = NULL,
        deleted_at = now()
      WHERE deleted_at IS NULL AND id IN (
        SELECT id FROM item WHERE feed_id = ${feedId} AND external_id = ANY(${keys}::text[])
        UNION SELECT item_id FROM mention WHERE id = ANY(${mentionIds}::bigint[])
        UNION SELECT item_id FROM sighting WHERE mention_id = ANY(${mentionIds}::bigint[])
      ) RETURNING id
    )
    DELETE FROM item_search USING emptied WHERE item_search.item_id = emptied.id`.execute(tx)
}
