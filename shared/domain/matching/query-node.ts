import type { Sigil } from './tokens.ts'

/** A run of words that must follow each other; one word is a run of one. */
export type QueryTerm = {
  kind: 'term'
  /** Folded words, see tokens.ts. */
  words: string[]
  /** `@` or `#` when the first word must carry it. */
  sigil: Sigil | null
  /** Where it stands in the query's text, UTF-16 code units, end exclusive. */
  start: number
  end: number
}

export type QueryNode =
  | QueryTerm
  | { kind: 'and'; of: QueryNode[] }
  | { kind: 'or'; of: QueryNode[] }
  | { kind: 'not'; of: QueryNode }
