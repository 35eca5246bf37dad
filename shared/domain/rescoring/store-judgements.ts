import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Judgement } from '../mentions/judge.ts'
import { judgedColumns, judgedFromGiven, judgedList, judgedTyped } from '../mentions/judged-columns.ts'

/** Writes the judgements that differ from what is stored. @returns the ids of the mentions that changed. */
export async function storeJudgements(
  tx: Transaction<Tables>,
  judged: readonly { id: number; judgement: Judgement }[],
): Promise<number[]> {
  const given = judged.map(({ id, judgement }) => ({ id, ...judgedColumns(judgement) }))
  const { rows } = await sql<{ id: number }>`
    UPDATE mention m SET ${judgedFromGiven}
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS given (id bigint, ${judgedTyped})
    WHERE m.id = given.id AND (${judgedList('m')}) IS DISTINCT FROM (${judgedList('given')})
    RETURNING m.id`.execute(tx)
  return rows.map(({ id }) => id)
}
