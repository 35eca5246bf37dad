import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { writeEach, type RefusedRow } from '../../database/write-each.ts'
import type { Judgement } from '../mentions/judge.ts'
import { judgedColumns, judgedFromGiven, judgedList, judgedTyped } from '../mentions/judged-columns.ts'

type Judged = { id: number; judgement: Judgement }

/**
 * Writes the judgements that differ from what is stored.
 * @returns the ids of the mentions that changed; those whose new judgement the database refuses stay as they were.
 */
export async function storeJudgements<One extends Judged>(
  tx: Transaction<Tables>,
  judged: readonly One[],
): Promise<{ updated: number[]; refused: RefusedRow<One>[] }> {
  const { written, refused } = await writeEach(tx, judged, (some) => writeJudgements(tx, some))
  return { updated: written, refused }
}

async function writeJudgements(tx: Transaction<Tables>, judged: readonly Judged[]): Promise<number[]> {
  const given = judged.map(({ id, judgement }) => ({ id, ...judgedColumns(judgement) }))
  const { rows } = await sql<{ id: number }>`
    UPDATE mention m SET ${judgedFromGiven}
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS given (id bigint, ${judgedTyped})
    WHERE m.id = given.id AND (${judgedList('m')}) IS DISTINCT FROM (${judgedList('given')})
    RETURNING m.id`.execute(tx)
  return rows.map(({ id }) => id)
}
