import type { QueryNode } from './query-node.ts'
import type { Sigil } from './tokens.ts'

/** A term with its words as numbers of the vocabulary. */
export type CompiledTerm = { words: number[]; sigil: Sigil | null; rarest: number }

export type CompiledNode =
  | { kind: 'term'; term: number }
  | { kind: 'and' | 'or'; of: CompiledNode[] }
  | { kind: 'not'; of: CompiledNode }

export type CompiledQueries = {
  /** Every word of every query. */
  vocabulary: Map<string, number>
  /** Each different term once. */
  terms: CompiledTerm[]
  roots: CompiledNode[]
  /** Word → the queries to look at when it occurs. Every match of a query has one of its words. */
  waiting: number[][]
}

/** Numbers the words and terms of all queries, and gives each query the rarest words that it cannot do without. */
export function compileQueries(queries: QueryNode[]): CompiledQueries {
  const vocabulary = new Map<string, number>()
  /** Word → in how many places of all queries it stands: the best guess at how common it is in texts. */
  const uses: number[] = []
  const terms: CompiledTerm[] = []
  const termNumbers = new Map<string, number>()

  function numberWord(word: string): number {
    const number = vocabulary.get(word) ?? vocabulary.size
    vocabulary.set(word, number)
    uses[number] = (uses[number] ?? 0) + 1
    return number
  }

  function compile(node: QueryNode): CompiledNode {
    if (node.kind === 'not') return { kind: 'not', of: compile(node.of) }
    if (node.kind !== 'term') return { kind: node.kind, of: node.of.map(compile) }
    const words = node.words.map(numberWord)
    const key = `${node.sigil ?? ''}${words.join(' ')}`
    const term = termNumbers.get(key) ?? terms.length
    termNumbers.set(key, term)
    terms[term] ??= { words, sigil: node.sigil, rarest: 0 }
    return { kind: 'term', term }
  }

  const roots = queries.map(compile)
  const usesOf = (word: number | undefined) => uses[word ?? -1] ?? 0
  for (const term of terms) {
    term.words.forEach((word, at) => {
      if (usesOf(word) < usesOf(term.words[term.rarest])) term.rarest = at
    })
  }

  /** Words of which one occurs whenever the node is `wanted`; null when it can be so without any. */
  function triggers(node: CompiledNode, wanted: boolean): number[] | null {
    if (node.kind === 'term') {
      const term = terms[node.term]
      return wanted && term !== undefined ? [term.words[term.rarest] ?? -1] : null
    }
    if (node.kind === 'not') return triggers(node.of, !wanted)
    const ofChildren = node.of.map((child) => triggers(child, wanted))
    const known = ofChildren.filter((one) => one !== null)
    const needsAll = (node.kind === 'and') === wanted
    if (!needsAll) return known.length === ofChildren.length ? known.flat() : null
    return known.toSorted((a, b) => cost(a) - cost(b))[0] ?? null
  }
  const cost = (words: number[]) => words.reduce((sum, word) => sum + usesOf(word), 0)

  const waiting: number[][] = []
  roots.forEach((root, query) => {
    for (const word of new Set(triggers(root, true))) (waiting[word] ??= []).push(query)
  })
  return { vocabulary, terms, roots, waiting }
}
