import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Matchable } from '../../../../../shared/domain/matching/matchable.ts'
import { compileMatcher } from '../../../../../shared/domain/matching/matcher.ts'
import { parseQuery, type Query } from '../../../../../shared/domain/matching/query.ts'
import { Problem } from '../../../../../shared/runtime/problem.ts'
import { meansPlainly, readPlainly } from '../../../../support/plain-match.ts'

/** An item of which no language is declared is in none here. */
const tellsNothing = () => null

const word = fc.constantFrom(
  'a',
  'b',
  'c',
  'd',
  '日',
  '本',
  '@a',
  '#b',
  'É',
  '=C',
  'abc*',
  'abcd*',
  'abcd',
  '日本',
)
const phrase = fc
  .array(fc.constantFrom('a', 'b', 'É', '日', 'abcd'), { minLength: 1, maxLength: 3 })
  .map((words) => `"${words.join(' ')}"`)
const field = fc.constantFrom(
  'author:a',
  'author:"a b"',
  'author:@a',
  'author:="A b"',
  'site:x.example',
  'site:x.example/a',
  'title:a',
  'title:"a b"',
  'title:abc*',
  'lang:en',
  'source:rss',
  'has:link',
  'has:media',
)
const { query } = fc.letrec<{ query: string; part: string; near: string }>((tie) => ({
  near: fc
    .tuple(
      fc.oneof(word, phrase),
      fc.integer({ min: 1, max: 4 }),
      fc.oneof(word, phrase, fc.constant('(a OR "b c")')),
    )
    .map(([left, distance, right]) => `${left} near/${distance} ${right}`),
  part: fc.oneof(
    { maxDepth: 3 },
    word,
    phrase,
    field,
    tie('near'),
    tie('query').map((inner) => `(${inner})`),
  ),
  query: fc
    .array(fc.tuple(tie('part'), fc.constantFrom(' ', ' AND ', ' OR ', ' NOT ', ' -', ' OR NOT ')), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.flatMap(([part, joint], at) => (at === 0 ? [part] : [joint, part])).join('')),
}))

const text = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      'c',
      'd',
      'e',
      '日',
      '本',
      '@a',
      '#b',
      'é',
      'C',
      'abcd',
      'Abcde',
      ' ',
      ' ',
      '. ',
      ' https://y.example ',
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''))
const item: fc.Arbitrary<Matchable> = fc.record({
  title: text,
  text,
  author: fc.constantFrom(null, 'A b', 'b a', 'a', 'c'),
  authorUrl: fc.constantFrom(null, 'https://x.example/@a', 'https://x.example/users/b'),
  url: fc.constantFrom('https://x.example/a/b', 'https://sub.x.example/', 'https://notx.example/a'),
  source: fc.constantFrom('rss', 'mastodon'),
  language: fc.constantFrom(null, 'en', 'en-gb', 'de'),
  media: fc.constantFrom([], ['https://x.example/a.png']),
})

function parsed(text: string): Query[] {
  try {
    return [parseQuery(text)]
  } catch (error) {
    if (error instanceof Problem) return []
    throw error
  }
}

it('agrees with the plain meaning of each query, whatever else is compiled beside it', () => {
  let agreed = 0
  fc.assert(
    fc.property(
      fc.array(query, { minLength: 1, maxLength: 8 }),
      fc.array(item, { minLength: 1, maxLength: 3 }),
      (texts, items) => {
        const queries = texts.flatMap(parsed)
        const matcher = compileMatcher(
          queries.map((one, at) => ({ id: String(at), brandId: 'b', query: one })),
          tellsNothing,
        )
        for (const one of items) {
          const read = readPlainly(one)
          const expected = queries.flatMap(({ root }, at) => (meansPlainly(root, read) ? [String(at)] : []))
          const found = matcher.match(one)
          expect(found.map(({ queryId }) => queryId)).toEqual(expected)
          if (found.length > 0) expect(matcher.mayMatch(one.title, one.text, one)).toBe(true)
          for (const { spans } of found) {
            for (const { field, start, end } of spans) expect(one[field].slice(start, end)).not.toBe('')
          }
          agreed += expected.length
        }
      },
    ),
    { numRuns: 4000 },
  )
  expect(agreed).toBeGreaterThan(2000)
})

it('marks at least one place when a query asks for nothing but words', () => {
  const plainWords = query.filter((one) => !/[:]/.test(one))
  fc.assert(
    fc.property(plainWords, item, (one, matchable) => {
      const matcher = compileMatcher(
        parsed(one).map((query) => ({ id: '1', brandId: 'b', query })),
        tellsNothing,
      )
      for (const { spans } of matcher.match(matchable)) expect(spans.length).toBeGreaterThan(0)
    }),
    { numRuns: 1000 },
  )
})
