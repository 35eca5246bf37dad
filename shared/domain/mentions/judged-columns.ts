import { sql } from 'kysely'
import type { Judgement } from './judge.ts'

/** What is stored of a judgement, by the names of its columns. */
export function judgedColumns({ scored, ...judged }: Judgement) {
  return {
    score: scored.score,
    label: judged.label,
    scored_label: scored.label,
    p_negative: scored.pNegative,
    language: scored.language,
    model_version: scored.modelVersion,
    contributions: judged.contributions,
    constant: judged.constant,
    cues: judged.cues,
    urgency: judged.urgency,
    severity: judged.severity,
    label_ids: judged.labelIds,
    priority_at: judged.priorityAt,
  }
}

const types = {
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
const names = Object.keys(types)

/** The same columns in SQL: with their types, as `given` rows of JSON have them; as a list; and taken over from them. */
export const judgedTyped = sql.join(
  Object.entries(types).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`),
)
export const judgedList = (of: 'm' | 'given') => sql.join(names.map((name) => sql.ref(`${of}.${name}`)))
export const judgedNames = sql.join(names.map((name) => sql.ref(name)))
export const judgedFromGiven = sql.join(
  names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`given.${name}`)}`),
)
