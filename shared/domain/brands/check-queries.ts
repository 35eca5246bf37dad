import { Problem } from '../../runtime/problem.ts'
import { parseQuery, type Query } from '../matching/query.ts'

/**
 * Parses the queries of a form.
 * @throws Problem invalid_query whose fields point into the list (`queries/0/text`) and at the characters; every wrong
 * query is named.
 */
export function checkQueries(queries: readonly { text: string }[]): Query[] {
  const problems: Problem[] = []
  const parsed = queries.flatMap(({ text }, index) => {
    try {
      return [parseQuery(text)]
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const fields = error.fields.map((field) => ({ ...field, path: `queries/${index}/${field.path}` }))
      problems.push(new Problem('invalid_query', error.message, { fields }))
      return []
    }
  })
  if (problems[0])
    throw new Problem('invalid_query', problems[0].message, { fields: problems.flatMap((one) => one.fields) })
  return parsed
}
