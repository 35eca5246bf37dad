import { parseQuery } from '../matching/query.ts'
import type { QueryNode, QueryTerm } from '../matching/query-node.ts'
import { eachToken } from '../matching/tokens.ts'

/**
 * What a brand's mentions have in common because it is listened for: its name, and the words and phrases of its queries.
 * Each without spaces, as tags write it, with the number of its words.
 */
export function ownWordsOf(name: string, queries: readonly string[]): ReadonlyMap<string, number> {
  const own = new Map<string, number>()
  const add = (words: readonly string[]) => own.set(words.join(''), words.length)
  const ofName: string[] = []
  eachToken(name, (word) => ofName.push(word))
  if (ofName.length > 0) add(ofName)
  for (const text of queries) for (const { words } of termsOf(text)) add(words)
  return own
}

function termsOf(text: string): QueryTerm[] {
  try {
    return heard(parseQuery(text).root)
  } catch {
    // A query that this version cannot read finds nothing, so that nothing has its words in common.
    return []
  }
}

function heard(node: QueryNode): QueryTerm[] {
  switch (node.kind) {
    case 'term':
      return [node]
    case 'near':
      return node.sides.flat()
    case 'and':
    case 'or':
      return node.of.flatMap(heard)
    default:
      return []
  }
}
