import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Verdict } from './judge.ts'
import { searchDocument } from './search-document.ts'

/**
 * Gives the mentions of edited items the marks and the score of the new text, so that marked words are where they are
 * shown; also what a search finds them by. State and place in the queue stay: people may be at work on them.
 * @returns the ids of the mentions by brand, for the change log.
 */
export async function updateEdited(
  tx: Transaction<Tables>,
  verdicts: ReadonlyMap<number, Verdict>,
): Promise<{ id: number; brandId: number }[]> {
  const itemIds = [...verdicts.keys()]
  if (itemIds.length === 0) return []
  await sql`
    UPDATE item_search SET document = ${searchDocument} FROM item
    WHERE item_search.item_id = item.id AND item.id = ANY(${itemIds}::bigint[])`.execute(tx)
  const { rows: mentions } = await sql<{ id: number; itemId: number; brandId: number }>`
    SELECT id, item_id AS "itemId", brand_id AS "brandId" FROM mention WHERE item_id = ANY(${itemIds}::bigint[])
    ORDER BY id FOR NO KEY UPDATE`.execute(tx)
  const judged = mentions.flatMap(({ id, itemId, brandId }) => {
    const verdict = verdicts.get(itemId)
    return verdict ? [toRow(id, brandId, verdict)] : []
  })
  await sql`
    UPDATE mention m SET matches = given.matches, contributions = given.contributions, score = given.score,
      label = given.label, p_negative = given.p_negative, language = given.language, model_version = given.model_version
    FROM json_to_recordset(${JSON.stringify(judged)}::json) AS given (
      id bigint, matches jsonb, contributions jsonb, score real, label text, p_negative real, language text,
      model_version text)
    WHERE m.id = given.id`.execute(tx)
  return mentions
}

function toRow(id: number, brandId: number, { matchesByBrand, scored, contributions }: Verdict) {
  return {
    id,
    matches: matchesByBrand.get(brandId) ?? [],
    contributions,
    score: scored.score,
    label: scored.label,
    p_negative: scored.pNegative,
    language: scored.language,
    model_version: scored.modelVersion,
  }
}
