import { Problem } from '../../runtime/problem.ts'
import { parseQuery, type Query } from '../matching/query.ts'

/** @throws Problem invalid_query whose field `rule` points at the characters that are wrong. */
export function parseRule(rule: string): Query {
  try {
    return parseQuery(rule)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const fields = error.fields.map((field) => ({ ...field, path: 'rule' }))
    throw new Problem(error.code, error.message, { fields })
  }
}
