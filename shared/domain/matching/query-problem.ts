import type { FieldProblem } from '../../contract/problems.ts'
import { Problem } from '../../runtime/problem.ts'

/** The one way to say that a query is wrong: a sentence, and the characters that it is about. */
export function queryProblem(message: string, start: number, end: number): Problem {
  const field: FieldProblem = { path: 'text', message, start, end }
  return new Problem('invalid_query', message, { fields: [field] })
}
