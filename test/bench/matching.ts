import { compileMatcher, type Matcher } from '../../shared/domain/matching/matcher.ts'
import { parseQuery, type Query } from '../../shared/domain/matching/query.ts'
import { createScorer } from '../../shared/domain/scoring/create-scorer.ts'
import type { Scorer } from '../../shared/domain/scoring/scorer.ts'
import { meansPlainly, readPlainly } from '../support/plain-match.ts'
import { alternate } from './alternate.ts'
import { figure, type Bench } from './figure.ts'
import { benchItems, queryText, type BenchItem } from './matching-texts.ts'

const many = 10_000
const few = 10
const rounds = 9
const items = 1_000
/** Testing 10,000 queries one by one takes so long that fewer texts must do. */
const itemsOneByOne = 20

/** What a text of 1 KB costs with 10,000 queries, beside 10 queries, and beside testing the queries one by one. */
export const matching: Bench = {
  name: 'matching',
  async run({ say }) {
    const queries = Array.from({ length: many }, (_, n) => parseQuery(queryText(n)))
    const scorer = createScorer()
    const compiledAt = performance.now()
    const matcher = compile(queries, scorer)
    const compileMs = performance.now() - compiledAt
    const smallMatcher = compile(queries.slice(0, few), scorer)
    // Both are asked about as many texts that speak of one of their brands, so that only the number differs.
    const ofMany = benchItems(
      items,
      Array.from({ length: many }, (_, n) => n),
    )
    const ofFew = benchItems(
      items,
      Array.from({ length: few }, (_, n) => n),
    )
    agree(queries, matcher, ofMany.slice(0, itemsOneByOne))
    say(
      `  of ${items} texts ${hits(matcher, ofMany)} match one of ${many}, ${hits(smallMatcher, ofFew)} one of ${few}`,
    )

    const grows = await alternate(
      rounds,
      async () => microseconds(ofMany, (item) => matcher.match(item)),
      async () => microseconds(ofFew, (item) => smallMatcher.match(item)),
    )
    const beside = await alternate(
      rounds,
      async () => microseconds(ofMany, (item) => matcher.match(item)),
      async () => microseconds(ofMany.slice(0, itemsOneByOne), (item) => oneByOne(queries, item)),
    )
    const speedUps = beside.ratios.map((ratio) => 1 / ratio)
    const glances = Array.from({ length: rounds }, () =>
      microseconds(ofMany, ({ title, text }) => matcher.mayMatch(title, text)),
    )
    return [
      figure('matching, 10,000 queries', 'cost', grows.ratios, { ratioTo: '10 queries', atMost: 3 }),
      figure('matching, 10,000 queries', 'speed', speedUps, { ratioTo: 'testing one by one', atLeast: 20 }),
      figure('matching 1 KB, 10,000 queries', 'µs', grows.ours),
      figure('matching 1 KB, 10 queries', 'µs', grows.theirs),
      figure('matching 1 KB, one by one', 'µs', beside.theirs),
      figure('whether 1 KB may match, 10,000 queries', 'µs', glances),
      figure('compiling 10,000 queries', 'ms', [compileMs]),
    ]
  },
}

const compile = (queries: readonly Query[], { languageOf }: Scorer) =>
  compileMatcher(
    queries.map((query, n) => ({ id: String(n), brandId: String(n), query })),
    languageOf,
  )

const hits = (matcher: Matcher, of: readonly BenchItem[]) =>
  of.filter((item) => matcher.match(item).length > 0).length

function oneByOne(queries: readonly Query[], item: BenchItem): number {
  const read = readPlainly(item)
  return queries.filter(({ root }) => meansPlainly(root, read)).length
}

function agree(queries: readonly Query[], matcher: Matcher, of: readonly BenchItem[]): void {
  for (const item of of) {
    if (matcher.match(item).length !== oneByOne(queries, item))
      throw new Error(`The matcher finds something else than the queries one by one in: ${item.text}`)
  }
}

/** Of one item. */
function microseconds(of: readonly BenchItem[], match: (item: BenchItem) => unknown): number {
  const start = performance.now()
  for (const item of of) match(item)
  return ((performance.now() - start) * 1_000) / of.length
}
