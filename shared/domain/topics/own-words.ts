import { parseQuery } from '../matching/query.ts'
import type { QueryNode, QueryTerm } from '../matching/query-node.ts'
import { eachToken } from '../matching/tokens.ts'

export type OwnWords = {
  /** Each without spaces, as tags write it. */
  joined: ReadonlySet<string>
  /** Words of the longest phrase. */
  most: number
}

/** Longer phrases of queries are not looked for: each word of a text would be tried with so many after it. */
const mostOfPhrase = 8

/**
 * What a brand's mentions have in common because it is listened for: its name, and the words and phrases of its queries.
 */
export function ownWordsOf(name: string, queries: readonly string[]): OwnWords {
  const ofName: string[] = []
  eachToken(name, (word) => ofName.push(word))
  const phrases = [ofName, ...queries.flatMap((text) => termsOf(text).map(({ words }) => words))]
  return {
    joined: new Set(phrases.map((words) => words.join('')).filter((joined) => joined !== '')),
    most: Math.min(mostOfPhrase, Math.max(...phrases.map(({ length }) => length))),
  }
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
