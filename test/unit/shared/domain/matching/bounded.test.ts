import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileMatcher, maxSpans } from '../../../../../shared/domain/matching/matcher.ts'
import { maxQueryLength, parseQuery } from '../../../../../shared/domain/matching/query.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import { Problem } from '../../../../../shared/runtime/problem.ts'

const { languageOf } = createScorer()
const longestMs = 50
const longestText = 20_000
const fill = (part: string) => part.repeat(longestText / part.length).slice(0, longestText)
const texts = ['a ', 'a b ', 'abc abd ', 'acme late ', '日', '日本', '@a #b ', 'a-', 'é'].map(fill)

/** Milliseconds of this thread for one query against one text; the best of some, as some code is only now compiled. */
function cost(query: string, text: string): number {
  let best = Infinity
  for (let tries = 0; tries < 5 && best > longestMs; tries++) {
    const before = process.threadCpuUsage()
    tryOne(query, text)
    const { user, system } = process.threadCpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

function tryOne(text: string, body: string): void {
  try {
    const matcher = compileMatcher([{ id: '1', brandId: '1', query: parseQuery(text) }], languageOf)
    matcher.mayMatch('', body)
    for (const { spans } of matcher.match({ title: body.slice(0, 300), text: body })) {
      expect(spans.length).toBeLessThanOrEqual(maxSpans)
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

it('reads, compiles and matches any of 10,000 random queries in bounded time', () => {
  const pieces =
    '(|)|"| | -| AND | OR | NOT |a|b|abc*|@a|#b|日|日本|=a|a b| near/3 | near/100 | author:| site:|a.example| title:| lang:en| has:link|*|é|_'
  const piece = fc.constantFrom(...pieces.split('|'))
  const query = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )
  fc.assert(
    fc.property(query, fc.constantFrom(...texts.map((text) => text.slice(0, 3000))), (one, text) => {
      expect(cost(one, text)).toBeLessThan(longestMs)
    }),
    { numRuns: 10_000 },
  )
}, 120_000)

const asLong = (part: string, from = 0) => part.repeat((maxQueryLength - from) / part.length)

it.each([
  ['a phrase of one word again and again', `"${'a '.repeat(200)}"`],
  ['a phrase that nearly stands everywhere', `"${'a b '.repeat(90)}c"`],
  ['as many alternatives as fit', `a${asLong(' OR a', 1)}`],
  [
    'different alternatives',
    Array.from({ length: 500 }, (_, n) => `"a ${'b a '.repeat(n % 5)}b"`)
      .join(' OR ')
      .slice(0, maxQueryLength - 20) + '"',
  ],
  ['beginnings', `abc*${asLong(' OR abd*', 4)}`],
  ['near of near everything', `(a${asLong(' OR a', 40)}) near/100 (b OR a)`],
  ['near that never is', '"b b" near/100 (a OR b)'],
  ['a deep tree', `${'('.repeat(45)}a OR b${' OR b) a'.repeat(45)}`],
  ['unspaced characters', `${'日本'.repeat(90)} OR 日`],
  ['exact spellings', `=A${asLong(' OR =a', 2)}`],
  ['a text made of hyphens', 'a has:link'],
])('takes no time to speak of for %s', (_name, query) => {
  parseQuery(query)
  for (const text of texts) expect(cost(query, text)).toBeLessThan(longestMs)
})
