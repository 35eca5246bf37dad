import type { Sigil } from './token-scan.ts'

/** Where something stands in the query's text, UTF-16 code units, end exclusive. */
export type Place = { start: number; end: number }

/** A run of words that must follow each other; one word is a run of one. */
export type QueryTerm = Place & {
  kind: 'term'
  /** Folded words, see tokens.ts. */
  words: string[]
  /** `@` or `#` when the first word must carry it. */
  sigil: Sigil | null
  /** The last word is only how one begins: acme* */
  open: boolean
  /** Each word as it must be written, in NFC: =Acme. Null: however it is written. */
  exact: string[] | null
  /** Only in the title. */
  inTitle: boolean
}

/** Two words or phrases, each with its alternatives, in either order, with at most `distance` words between them. */
export type QueryNear = Place & { kind: 'near'; sides: [QueryTerm[], QueryTerm[]]; distance: number }

/** What is asked of an item beside its words. */
export type QueryField = Place &
  (
    | { kind: 'author'; term: QueryTerm; whole: string | null }
    /** `host` as URLs have it; `path` begins with a slash, or is ''. */
    | { kind: 'site'; host: string; path: string }
    | { kind: 'source'; source: string }
    /** A BCP 47 tag, or how one begins; lower case. */
    | { kind: 'lang'; language: string }
    | { kind: 'has'; what: 'link' | 'media' }
  )

export type QueryLeaf = QueryTerm | QueryNear | QueryField

export type QueryNode =
  | QueryLeaf
  | { kind: 'and'; of: QueryNode[] }
  | { kind: 'or'; of: QueryNode[] }
  | { kind: 'not'; of: QueryNode }

export function extentOf(node: QueryNode): Place {
  if (node.kind === 'and' || node.kind === 'or') {
    const all = node.of.map(extentOf)
    return { start: Math.min(...all.map((one) => one.start)), end: Math.max(...all.map((one) => one.end)) }
  }
  return node.kind === 'not' ? extentOf(node.of) : { start: node.start, end: node.end }
}
