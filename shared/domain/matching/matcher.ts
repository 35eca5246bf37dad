import type { LanguageOf } from '../scoring/scorer.ts'
import { compileQueries, type CompiledNode } from './compile.ts'
import { ItemFacts } from './item-facts.ts'
import type { Matchable, MatchSpan } from './matchable.ts'
import type { Query } from './query.ts'
import { SiteIndex } from './site-index.ts'
import { TriggerIndex } from './trigger-index.ts'
import { chooseTriggers } from './triggers.ts'

/** `spans` are in order and do not overlap; at most `maxSpans` of them; none of what matched beside words. */
export type QueryMatch = { queryId: string; brandId: string; spans: MatchSpan[] }

export type CompilableQuery = { id: string; brandId: string; query: Query }

/** All queries of all brands, compiled into one index. */
export type Matcher = {
  /** The queries that an item matches, in the order in which they were compiled. */
  match(item: Matchable): QueryMatch[]
  /**
   * Whether any query may match: much cheaper than `match`, and never false when one does. Without `from`, queries that
   * ask for an author or site and for no word are not thought of.
   */
  mayMatch(title: string, text: string, from?: Pick<Matchable, 'author' | 'authorUrl' | 'url'>): boolean
}

export const maxSpans = 100
/** Looked at before they are put in order and made one where they overlap. */
const maxRawSpans = 20 * maxSpans

/**
 * Compiles queries so that a text is cut into words once, and only the queries are looked at of which something that
 * they cannot do without occurs in it. The cost of a text hardly grows with the number of queries.
 * @param languageOf the scorer's; asked when a query asks for the language of an item that declares none.
 */
export function compileMatcher(queries: readonly CompilableQuery[], languageOf: LanguageOf): Matcher {
  const { facts, roots } = compileQueries(queries.map(({ query }) => query.root))
  const triggers = chooseTriggers(roots, facts).flatMap((of, query) =>
    of.map((trigger) => ({ trigger, query })),
  )
  const ofWords = new TriggerIndex(triggers, 'text')
  const ofAuthor = new TriggerIndex(triggers, 'author')
  const ofSite = new SiteIndex(triggers)

  const item = new ItemFacts(languageOf)
  let round = 0
  // Facts and queries that have been looked at in this round, and the answers about the facts.
  const answered = new Uint32Array(facts.length)
  const answers = new Uint8Array(facts.length)
  const looked = new Uint32Array(queries.length)
  const candidates = new Uint32Array(queries.length)

  function isTrue(fact: number): boolean {
    if (answered[fact] !== round) {
      answered[fact] = round
      answers[fact] = item.holds(facts[fact]!) ? 1 : 0
    }
    return answers[fact] === 1
  }

  function holds(node: CompiledNode): boolean {
    if (node.kind === 'fact') return isTrue(node.fact)
    if (node.kind === 'not') return !holds(node.of)
    return node.kind === 'and' ? node.of.every(holds) : node.of.some(holds)
  }

  /** The places that make `node` true (or, under a NOT, false). */
  function collect(node: CompiledNode, wanted: boolean, spans: MatchSpan[]): void {
    if (spans.length >= maxRawSpans || holds(node) !== wanted) return
    if (node.kind === 'fact') {
      if (wanted) item.addSpans(facts[node.fact]!, spans)
    } else if (node.kind === 'not') {
      collect(node.of, !wanted, spans)
    } else {
      for (const child of node.of) collect(child, wanted, spans)
    }
  }

  /** Whether `visit` returned true for a query of which something occurs in the item. */
  function someCandidate(visit: (query: number) => boolean): boolean {
    return (
      ofWords.some(item.words.scan, visit) ||
      (!ofAuthor.empty && ofAuthor.some(item.author.scan, visit)) ||
      (!ofSite.empty && ofSite.some(item.address, visit))
    )
  }

  let found = 0
  function keep(query: number): boolean {
    if (looked[query] !== round) {
      looked[query] = round
      candidates[found++] = query
    }
    return false
  }

  function beginRound(): void {
    found = 0
    if (round === 0xffff_ffff) {
      round = 0
      answered.fill(0)
      looked.fill(0)
    }
    round++
  }

  function match(matchable: Matchable): QueryMatch[] {
    item.read(matchable)
    beginRound()
    someCandidate(keep)
    const matches: QueryMatch[] = []
    if (found === 0) return matches
    for (const index of candidates.subarray(0, found).toSorted()) {
      const root = roots[index]!
      if (!holds(root)) continue
      const spans: MatchSpan[] = []
      collect(root, true, spans)
      matches.push({ queryId: queries[index]!.id, brandId: queries[index]!.brandId, spans: merge(spans) })
    }
    return matches
  }

  function mayMatch(...[title, text, from]: Parameters<Matcher['mayMatch']>): boolean {
    item.read({ title, text, ...from })
    return someCandidate(() => true)
  }
  return { match, mayMatch }
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
