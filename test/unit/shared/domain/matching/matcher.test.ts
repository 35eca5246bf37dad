import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileMatcher, maxSpans } from '../../../../../shared/domain/matching/matcher.ts'
import type { QueryNode, QueryTerm } from '../../../../../shared/domain/matching/query-node.ts'
import { parseQuery } from '../../../../../shared/domain/matching/query.ts'
import { eachToken } from '../../../../../shared/domain/matching/tokens.ts'
import { Problem } from '../../../../../shared/runtime/problem.ts'

const compile = (...texts: string[]) =>
  compileMatcher(texts.map((text, index) => ({ id: `q${index}`, brandId: 'b', query: parseQuery(text) })))

const matches = (query: string, text: string, title = '') => compile(query).match({ title, text }).length > 0

function marked(query: string, text: string, title = ''): string[] {
  const [match] = compile(query).match({ title, text })
  return (match?.spans ?? []).map(({ field, start, end }) =>
    (field === 'title' ? title : text).slice(start, end),
  )
}

describe('what matches', () => {
  it.each([
    ['acme', 'I flew ACME today', true],
    ['acme', 'acmeair', false],
    ['acme', '@acme and #acme', true],
    ['@acme', 'acme', false],
    ['@acme', 'thanks @Acme!', true],
    ['#fail', 'fail', false],
    ['"acme air"', 'Acme, Air', true],
    ['"acme air"', 'air acme', false],
    ['"acme air"', 'acme the air', false],
    ['acme NOT airbrush', 'acme airbrush', false],
    ['acme NOT airbrush', 'acme', true],
    ['(a OR b) c', 'b c', true],
    ['(a OR b) c', 'a b', false],
    ['NOT (NOT a)', 'a', true],
    ['NOT (NOT a)', 'b', false],
    ['NOT (-a OR -b)', 'a b', true],
    ['日空', '全日空で行く', true],
    ['全空', '全日空', false],
    ['don’t', "I DON'T", true],
    ['cafe', 'Café', true],
    ['"b b a"', 'b b b a', true],
  ])('%s in “%s”: %s', (query, text, expected) => {
    expect(matches(query, text)).toBe(expected)
  })

  it('joins title and text, but runs no phrase across them', () => {
    expect(matches('acme air', 'air', 'acme')).toBe(true)
    expect(matches('"acme air"', 'air', 'acme')).toBe(false)
    expect(matches('"acme air"', 'x', 'acme air')).toBe(true)
  })

  it('answers in the order of the queries, each with its brand', () => {
    const matcher = compileMatcher([
      { id: '1', brandId: 'x', query: parseQuery('b') },
      { id: '2', brandId: 'y', query: parseQuery('c') },
      { id: '3', brandId: 'x', query: parseQuery('a b') },
    ])
    expect(
      matcher.match({ title: '', text: 'a b' }).map(({ queryId, brandId }) => [queryId, brandId]),
    ).toEqual([
      ['1', 'x'],
      ['3', 'x'],
    ])
    expect(matcher.match({ title: '', text: 'nothing' })).toEqual([])
  })

  it('matches nothing without queries', () => {
    expect(compileMatcher([]).match({ title: 'a', text: 'a' })).toEqual([])
  })
})

describe('the places it marks', () => {
  it('marks every place of what made the query true, in the original text', () => {
    expect(marked('acme OR air', '😡 Ácme — AIR, acme')).toEqual(['Ácme', 'AIR', 'acme'])
    expect(marked('"acme air"', 'on Acme  Air.')).toEqual(['Acme  Air'])
    expect(marked('@acme', 'hi @acme')).toEqual(['@acme'])
    expect(marked('日空', '全日空')).toEqual(['日空'])
    expect(marked('acme', 'text acme', 'Acme title')).toEqual(['Acme', 'acme'])
  })

  it('does not mark what is left out, nor an alternative that did not hold', () => {
    expect(marked('acme -bad', 'acme good')).toEqual(['acme'])
    expect(marked('(acme gone) OR air', 'acme air')).toEqual(['air'])
  })

  it('makes overlapping places one, and gives at most a hundred', () => {
    expect(marked('acme OR "acme air"', 'acme air')).toEqual(['acme air'])
    expect(marked('acme', 'acme '.repeat(500))).toHaveLength(maxSpans)
  })
})

type Seen = { word: string; sigil: string | null }
function see(text: string): Seen[] {
  const seen: Seen[] = []
  eachToken(text, (word, _start, _end, sigil) => seen.push({ word, sigil }))
  return seen
}

/** The plain meaning of a query, with no index. */
function plainly(node: QueryNode, fields: Seen[][]): boolean {
  if (node.kind === 'not') return !plainly(node.of, fields)
  if (node.kind === 'and') return node.of.every((child) => plainly(child, fields))
  if (node.kind === 'or') return node.of.some((child) => plainly(child, fields))
  return fields.some((seen) => seen.some((_, at) => stands(node, seen, at)))
}
function stands(term: QueryTerm, seen: Seen[], at: number): boolean {
  if (term.sigil !== null && seen[at]?.sigil !== term.sigil) return false
  return term.words.every((word, offset) => seen[at + offset]?.word === word)
}

it('agrees with the plain meaning of each query, whatever else is compiled beside it', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', '日', '本', '@a', '#b', 'É')
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `"${words.join(' ')}"`)
  const { query } = fc.letrec<{ query: string; part: string }>((tie) => ({
    part: fc.oneof(
      { maxDepth: 3 },
      word,
      phrase,
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
    .array(fc.constantFrom('a', 'b', 'c', 'd', 'e', '日', '本', '@a', '#b', 'é', ' ', ' ', '. '), {
      maxLength: 12,
    })
    .map((parts) => parts.join(''))

  let compared = 0
  fc.assert(
    fc.property(fc.array(query, { minLength: 1, maxLength: 8 }), text, text, (queries, title, body) => {
      const parsed = queries.flatMap((one) => {
        try {
          return [parseQuery(one)]
        } catch (error) {
          if (error instanceof Problem) return []
          throw error
        }
      })
      const matcher = compileMatcher(parsed.map((one, at) => ({ id: String(at), brandId: 'b', query: one })))
      const found = matcher.match({ title, text: body })
      const expected = parsed.flatMap((one, at) =>
        plainly(one.root, [see(title), see(body)]) ? [String(at)] : [],
      )
      expect(found.map(({ queryId }) => queryId)).toEqual(expected)
      for (const { spans } of found) expect(spans.length).toBeGreaterThan(0)
      compared += expected.length
    }),
    { numRuns: 3000 },
  )
  expect(compared).toBeGreaterThan(1000)
})

it('hardly costs more for a hundred times as many queries', () => {
  const text = 'the quick brown fox jumps over a lazy dog beside acme7 and its air '.repeat(15)
  const time = (count: number) => {
    const matcher = compile(
      ...Array.from({ length: count }, (_, at) => `acme${at} OR "air number${at}" NOT the${at}`),
    )
    const rounds = Array.from({ length: 7 }, () => {
      const start = performance.now()
      for (let at = 0; at < 200; at++) matcher.match({ title: '', text })
      return performance.now() - start
    })
    return Math.min(...rounds)
  }
  time(10)
  expect(time(1000)).toBeLessThan(4 * time(10))
})
