import type { QueryLeaf, QueryNear, QueryNode, QueryTerm } from './query-node.ts'
import { hashStem, hashWord } from './token-scan.ts'

/** A term with what it needs to be found fast. Terms that ask the same are one. */
export type CompiledTerm = Pick<QueryTerm, 'words' | 'sigil' | 'open' | 'exact' | 'inTitle'> & {
  hashes: Int32Array
  /** Of the last word, when it is open. */
  stem: number
  /** Which of the words to look up first: the rarest that is not open; -1 when there is none. */
  rarest: number
}

/** One thing that is true of an item or not. */
export type Fact =
  | { kind: 'term'; term: CompiledTerm }
  | { kind: 'near'; sides: [CompiledTerm[], CompiledTerm[]]; distance: number }
  | { kind: 'author'; term: CompiledTerm; whole: string | null }
  | { kind: 'site'; host: string; path: string }
  | { kind: 'source'; source: string }
  | { kind: 'lang'; language: string }
  | { kind: 'has'; what: 'link' | 'media' }

export type CompiledNode =
  | { kind: 'fact'; fact: number }
  | { kind: 'and' | 'or'; of: CompiledNode[] }
  | { kind: 'not'; of: CompiledNode }

export type CompiledQueries = {
  /** Each different one once: many queries ask the same. */
  facts: Fact[]
  roots: CompiledNode[]
}

export function compileQueries(queries: readonly QueryNode[]): CompiledQueries {
  const facts: Fact[] = []
  const factNumbers = new Map<string, number>()
  const compiler = new TermCompiler(queries)

  function compile(node: QueryNode): CompiledNode {
    if (node.kind === 'not') return { kind: 'not', of: compile(node.of) }
    if (node.kind === 'and' || node.kind === 'or') return { kind: node.kind, of: node.of.map(compile) }
    const key = keyOf(node)
    const known = factNumbers.get(key)
    if (known !== undefined) return { kind: 'fact', fact: known }
    factNumbers.set(key, facts.length)
    facts.push(compiler.fact(node))
    return { kind: 'fact', fact: facts.length - 1 }
  }
  return { roots: queries.map(compile), facts }
}

const keyOf = (leaf: QueryLeaf) => JSON.stringify({ ...leaf, start: 0, end: 0 })

/** Compiles terms, knowing in how many places of all queries a word stands: a guess at how common it is in texts. */
class TermCompiler {
  readonly #uses = new Map<string, number>()

  constructor(queries: readonly QueryNode[]) {
    for (const query of queries) {
      for (const term of termsOf(query)) {
        for (const word of term.words) this.#uses.set(word, (this.#uses.get(word) ?? 0) + 1)
      }
    }
  }

  fact(leaf: QueryLeaf): Fact {
    if (leaf.kind === 'term') return { kind: 'term', term: this.#term(leaf) }
    if (leaf.kind === 'near') return this.#near(leaf)
    if (leaf.kind === 'author') return { ...leaf, term: this.#term(leaf.term) }
    return leaf
  }

  #near({ sides: [left, right], distance }: QueryNear): Fact {
    const compiled = (terms: QueryTerm[]) => terms.map((term) => this.#term(term))
    return { kind: 'near', sides: [compiled(left), compiled(right)], distance }
  }

  #term({ words, sigil, open, exact, inTitle }: QueryTerm): CompiledTerm {
    const whole = open ? words.slice(0, -1) : words
    let rarest = whole.length - 1
    whole.forEach((word, at) => {
      if (this.#commonness(word) < this.#commonness(words[rarest]!)) rarest = at
    })
    const stem = open ? hashStem(words.at(-1)!) : 0
    return { words, sigil, open, exact, inTitle, hashes: Int32Array.from(words, hashWord), stem, rarest }
  }

  /** Short words are common even when one query alone asks for them. */
  #commonness(word: string): number {
    return (this.#uses.get(word) ?? 0) * (word.length < 4 ? 8 : 1)
  }
}

function termsOf(node: QueryNode): QueryTerm[] {
  if (node.kind === 'term') return [node]
  if (node.kind === 'near') return node.sides.flat()
  if (node.kind === 'and' || node.kind === 'or') return node.of.flatMap(termsOf)
  return node.kind === 'not' ? termsOf(node.of) : []
}
