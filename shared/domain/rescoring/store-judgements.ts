import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Judgement } from '../mentions/judge.ts'
import { judgedColumns } from '../mentions/judged-columns.ts'

const columns = {
  score: 'real',
  label: 'text',
  scored_label: 'text',
  p_negative: 'real',
  language: 'text',
  model_version: 'text',
  contributions: 'jsonb',
  constant: 'jsonb',
  cues: 'jsonb',
  urgency: 'jsonb',
  severity: 'smallint',
  label_ids: 'bigint[]',
  priority_at: 'timestamptz',
} as const satisfies Record<keyof ReturnType<typeof judgedColumns>, string>
const names = Object.keys(columns)

const list = (of: 'm' | 'given') => sql.join(names.map((name) => sql.ref(`${of}.${name}`)))
const assignments = sql.join(names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`given.${name}`)}`))
const typed = sql.join(Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`))

/** Writes the judgements that differ from what is stored. @returns the ids of the mentions that changed. */
export async function storeJudgements(
  tx: Transaction<Tables>,
  judged: readonly { id: number; judgement: Judgement }[],
): Promise<number[]> {
  const given = judged.map(({ id, judgement }) => ({ id, ...judgedColumns(judgement) }))
  const { rows } = await sql<{ id: number }>`
    UPDATE mention m SET ${assignments}
    FROM json_to_recordset(${JSON.stringify(given)}::json) AS given (id bigint, ${typed})
    WHERE m.id = given.id AND (${list('m')}) IS DISTINCT FROM (${list('given')})
    RETURNING m.id`.execute(tx)
  return rows.map(({ id }) => id)
}
