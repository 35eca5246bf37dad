import { compileQueries, type CompiledNode } from './compile.ts'
import type { Query } from './query.ts'
import { TokenHits, type MatchSpan } from './token-hits.ts'

/** `spans` are in order and do not overlap; at most `maxSpans` of them. */
export type QueryMatch = { queryId: string; brandId: string; spans: MatchSpan[] }

export type CompilableQuery = { id: string; brandId: string; query: Query }

/** All queries of all brands, compiled into one index. */
export type Matcher = {
  /** The queries that an item matches, in the order in which they were compiled. */
  match(item: { title: string; text: string }): QueryMatch[]
}

export const maxSpans = 100

/**
 * Compiles queries so that a text is tokenised once, and only the queries are looked at of which a word that they
 * cannot do without occurs in it. The cost of a text hardly grows with the number of queries.
 */
export function compileMatcher(queries: CompilableQuery[]): Matcher {
  const { vocabulary, terms, roots, waiting } = compileQueries(queries.map(({ query }) => query.root))
  const hits = new TokenHits(vocabulary)
  // One answer per term and text: many queries share their terms.
  const answers = new Map<number, boolean>()
  const looked = new Uint32Array(queries.length)
  let round = 0

  function occurs(term: number): boolean {
    const known = answers.get(term)
    if (known !== undefined) return known
    const answer = hits.has(terms[term])
    answers.set(term, answer)
    return answer
  }

  function holds(node: CompiledNode): boolean {
    if (node.kind === 'term') return occurs(node.term)
    if (node.kind === 'not') return !holds(node.of)
    return node.kind === 'and' ? node.of.every(holds) : node.of.some(holds)
  }

  /** The places that make `node` true (or, under a NOT, false). */
  function collect(node: CompiledNode, wanted: boolean, spans: MatchSpan[]): void {
    if (holds(node) !== wanted) return
    if (node.kind === 'term') {
      if (wanted) hits.spansOf(terms[node.term], spans)
    } else if (node.kind === 'not') {
      collect(node.of, !wanted, spans)
    } else {
      for (const child of node.of) collect(child, wanted, spans)
    }
  }

  function candidates(): number[] {
    round++
    const found: number[] = []
    hits.eachWord((word) => {
      for (const query of waiting[word] ?? []) {
        if (looked[query] === round) continue
        looked[query] = round
        found.push(query)
      }
    })
    return found.toSorted((a, b) => a - b)
  }

  function match(item: { title: string; text: string }): QueryMatch[] {
    hits.read(item.title, item.text)
    answers.clear()
    const matches: QueryMatch[] = []
    for (const index of candidates()) {
      const root = roots[index]
      const query = queries[index]
      if (root === undefined || query === undefined || !holds(root)) continue
      const spans: MatchSpan[] = []
      collect(root, true, spans)
      matches.push({ queryId: query.id, brandId: query.brandId, spans: merge(spans) })
    }
    return matches
  }
  return { match }
}

/** In reading order, with overlapping places made one. */
function merge(spans: MatchSpan[]): MatchSpan[] {
  spans.sort((a, b) => (a.field === b.field ? a.start - b.start : a.field === 'title' ? -1 : 1))
  const merged: MatchSpan[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last !== undefined && last.field === span.field && span.start < last.end) {
      last.end = Math.max(last.end, span.end)
    } else if (merged.length === maxSpans) {
      break
    } else {
      merged.push(span)
    }
  }
  return merged
}
