import { refuseUnanchored } from './query-anchor.ts'
import { lexQuery } from './query-lexer.ts'
import type { QueryNode } from './query-node.ts'
import { QueryParser } from './query-parser.ts'
import { queryProblem } from './query-problem.ts'

/** A parsed match rule. `text` is what the person wrote. */
export type Query = { text: string; root: QueryNode }

export const maxQueryLength = 4000

/**
 * Reads a match rule: words, "phrases", AND, OR, NOT, -word and parentheses; words side by side must all occur. `near/5`
 * binds tighter than NOT, NOT tighter than AND, and AND tighter than OR. `acme*` is how a word begins, `=Acme` a word as
 * it is written; `author: site: source: title: lang: has:` ask for more than words.
 * @throws Problem `invalid_query` whose field `text` points at the characters that are wrong.
 */
export function parseQuery(text: string): Query {
  if (text.length > maxQueryLength) {
    throw queryProblem(`A query may have at most ${maxQueryLength} characters.`, maxQueryLength, text.length)
  }
  const lexemes = lexQuery(text)
  if (lexemes.length === 0) {
    throw queryProblem('Write at least one word to listen for.', 0, text.length)
  }
  const root = new QueryParser(text, lexemes).parse()
  refuseUnanchored(root, text)
  return { text, root }
}
