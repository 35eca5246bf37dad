import { sql, type Transaction } from 'kysely'
import type { MentionState } from '../../contract/triage.ts'
import type { Tables } from '../../database/tables.ts'
import { writeEach } from '../../database/write-each.ts'
import type { Standing, Verdict } from './judge.ts'
import { judgedColumns, judgedFromGiven, judgedTyped } from './judged-columns.ts'
import type { Refused } from './refused.ts'
import { searchDocument } from './search-document.ts'

type Edited = Standing & {
  id: number
  itemId: number
  brandId: number
  state: MentionState
}

/** The brands that have mentions of these items. */
export async function brandsOfItems(tx: Transaction<Tables>, itemIds: readonly number[]): Promise<number[]> {
  if (itemIds.length === 0) return []
  const { rows } = await sql<{ brandId: number }>`
    SELECT DISTINCT brand_id AS "brandId" FROM mention WHERE item_id = ANY(${itemIds}::bigint[])`.execute(tx)
  return rows.map(({ brandId }) => brandId)
}

/**
 * Gives the mentions of edited items the marks and the score of the new text, so that marked words are where they are
 * shown; also what a search finds them by. One in the stream that is a complaint now enters the queue, as it would have
 * done had it been heard so, also when it repeats a story: what was changed is its author's own. Severity and priority
 * are those of the new text, whatever state it is in, as after a rescoring. Only people take something out of the queue or
 * from whoever is at it, and what staff have said of how it sounds stays.
 * @returns the mentions with their brands, for the change log; what is refused stays as it was.
 */
export async function updateEdited(
  tx: Transaction<Tables>,
  verdicts: ReadonlyMap<number, Verdict>,
  now: Date,
): Promise<{ updated: { id: number; brandId: number }[]; refused: Refused[] }> {
  const itemIds = [...verdicts.keys()]
  if (itemIds.length === 0) return { updated: [], refused: [] }
  await sql`
    UPDATE item_search SET document = ${searchDocument} FROM item
    WHERE item_search.item_id = item.id AND item.id = ANY(${itemIds}::bigint[])`.execute(tx)
  const { rows: mentions } = await sql<Edited>`
    SELECT m.id, m.item_id AS "itemId", m.brand_id AS "brandId", m.state, m.published_at AS "publishedAt",
      i.potential_reach AS "potentialReach", CASE WHEN m.corrected_by IS NOT NULL THEN m.label END AS corrected
    FROM mention m JOIN item i ON i.id = m.item_id
    WHERE m.item_id = ANY(${itemIds}::bigint[]) ORDER BY m.id FOR NO KEY UPDATE OF m`.execute(tx)
  const judged = mentions.map((mention) => toRow(mention, verdicts.get(mention.itemId)!))
  const { written, refused } = await writeEach(tx, judged, async (some) => {
    await writeJudged(tx, some, now)
    return some
  })
  return {
    updated: written,
    refused: refused.map(({ row: { id, brandId }, why }) => ({ what: `mention ${id}`, brandId, why })),
  }
}

async function writeJudged(tx: Transaction<Tables>, judged: readonly Row[], now: Date): Promise<void> {
  await sql`
    WITH given AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(judged)}::json) AS given (
        ${judgedTyped}, id bigint, matches jsonb, enters boolean)
    ), updated AS (
      UPDATE mention m SET ${judgedFromGiven}, matches = given.matches,
        state = CASE WHEN given.enters THEN 'queued' ELSE m.state END,
        queued_at = CASE WHEN given.enters THEN ${now} ELSE m.queued_at END,
        version = CASE WHEN given.enters THEN m.version + 1 ELSE m.version END
      FROM given WHERE m.id = given.id RETURNING m.id, m.version, given.enters
    )
    INSERT INTO history (mention_id, kind, version_after)
    SELECT id, 'queue', version FROM updated WHERE enters`.execute(tx)
}

type Row = ReturnType<typeof toRow>

function toRow({ id, brandId, state, ...standing }: Edited, verdict: Verdict) {
  const { matchesByBrand, asideByBrand, judgeFor } = verdict
  const judged = judgeFor(brandId, standing)
  const matches = matchesByBrand.get(brandId)
  return {
    id,
    brandId,
    ...judgedColumns(judged),
    matches: matches ?? [],
    enters: state === 'stream' && matches !== undefined && !asideByBrand.has(brandId) && judged.complains,
  }
}
