import type { Query } from './query.ts'

/** Where a matched term stands in the original text, UTF-16 code units, end exclusive. */
export type MatchSpan = { field: 'title' | 'text'; start: number; end: number }

export type QueryMatch = { queryId: string; brandId: string; spans: MatchSpan[] }

/** All queries of all brands, compiled into one index. */
export type Matcher = {
  match(item: { title: string; text: string }): QueryMatch[]
}

export type CompilableQuery = { id: string; brandId: string; query: Query }
