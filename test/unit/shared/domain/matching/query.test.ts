import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QueryNode } from '../../../../../shared/domain/matching/query-node.ts'
import { maxQueryLength, parseQuery } from '../../../../../shared/domain/matching/query.ts'
import { Problem } from '../../../../../shared/runtime/problem.ts'

/** The tree in brackets, so that a test can be read. */
function show(node: QueryNode): string {
  if (node.kind === 'term') return (node.sigil ?? '') + node.words.join('+')
  if (node.kind === 'not') return `!${show(node.of)}`
  return `(${node.of.map(show).join(node.kind === 'and' ? ' & ' : ' | ')})`
}
const tree = (text: string) => show(parseQuery(text).root)

function failure(text: string): { message: string; marked: string; start: number } {
  try {
    parseQuery(text)
  } catch (error) {
    expect(error).toBeInstanceOf(Problem)
    const { code, fields } = error as Problem
    expect(code).toBe('invalid_query')
    const [field] = fields
    expect(field?.path).toBe('text')
    return {
      message: field?.message ?? '',
      marked: text.slice(field?.start, field?.end),
      start: field?.start ?? -1,
    }
  }
  throw new Error(`${text} was accepted as ${tree(text)}`)
}

describe('what a query means', () => {
  it.each([
    ['acme', 'acme'],
    ['acme air', '(acme & air)'],
    ['"acme air"', 'acme+air'],
    ['acme OR air', '(acme | air)'],
    ['a OR b c', '(a | (b & c))'],
    ['(a OR b) c', '((a | b) & c)'],
    ['a AND NOT b', '(a & !b)'],
    ['a NOT b', '(a & !b)'],
    ['a -b -"c d" -(e OR f)', '(a & !b & !c+d & !(e | f))'],
    ['"acme air" OR @acmeair NOT "acme airbrush"', '(acme+air | (@acmeair & !acme+airbrush))'],
    ['#FAIL', '#fail'],
    ['Éclair', 'eclair'],
    ['e-mail', 'e+mail'],
    ['foo:bar', 'foo+bar'],
    ['https://acme.example', 'https+acme+example'],
    ['10:30', '10+30'],
    ['language:en', 'language+en'],
    ['from: title', '(from & title)'],
    ['"lang:en"', 'lang+en'],
    ['near/by', 'near+by'],
    ['“Acme Air”', 'acme+air'],
    ['全日空', '全+日+空'],
    ['a –b', '(a & !b)'],
    ['a NOT NOT b', '(a & !!b)'],
    ['(a)(b)', '(a & b)'],
    ['rock"roll"', '(rock & roll)'],
  ])('%s is %s', (text, expected) => {
    expect(tree(text)).toBe(expected)
  })

  it('remembers where each term stands', () => {
    const { root } = parseQuery('a OR "b c"')
    expect(root).toMatchObject({
      of: [
        { start: 0, end: 1 },
        { start: 5, end: 10 },
      ],
    })
  })
})

describe('what is wrong with a query', () => {
  it.each([
    ['', '', 'at least one word'],
    ['   ', '   ', 'at least one word'],
    ['acme "air', '"air', 'never closed'],
    ['"', '"', 'never closed'],
    ['acme (air OR b', '(', 'never closed'],
    ['acme)', ')', 'closes nothing'],
    [')', ')', 'closes nothing'],
    ['acme ()', '()', 'nothing between'],
    ['acme AND', 'AND', 'needs a word after'],
    ['acme OR', 'OR', 'needs a word after'],
    ['OR acme', 'OR', 'needs a word before'],
    ['acme (AND air)', 'AND', 'needs a word before'],
    ['acme AND OR air', 'AND', 'needs a word after'],
    ['acme NOT', 'NOT', 'needs a word after'],
    ['(acme OR)', 'OR', 'needs a word after'],
    ['acme - air', '-', 'right after it'],
    ['NOT acme', 'NOT acme', 'only says what to leave out'],
    ['-a -b', '-a -b', 'only says what to leave out'],
    ['a OR -b', 'b', 'alternative only says'],
    ['a OR (NOT b NOT c)', 'b NOT c', 'alternative only says'],
    ['NOT (a OR b)', 'NOT (a OR b)', 'only says what to leave out'],
    ['acme & air', '&', 'no letter or digit'],
    ['acme ""', '""', 'no letter or digit'],
    ['acme or air', 'or', 'Write OR in capitals'],
    ['acme || air', '||', 'Write OR in capitals'],
    ['acme* air', '*', 'not understood'],
    ['acme lang:en', 'lang:', 'does not know lang: yet. Leave it out.'],
    ['acme -site:acme.example', 'site:', 'does not know site: yet'],
    ['author:"Jo Doe" acme', 'author:', 'does not know author: yet'],
    ['acme From:jo', 'From:', 'does not know From: yet'],
    ['(has:image OR source:rss)', 'has:', 'does not know has: yet'],
    ['acme near/5 late', 'near/5', 'does not know near/5 yet'],
    ['acme NEAR/12(late)', 'NEAR/12', 'does not know NEAR/12 yet'],
    ['((((', '(', 'never closed'],
    ['acme ((air) OR (', '(', 'never closed'],
  ])('%s: marks «%s», says “%s”', (text, marked, part) => {
    const found = failure(text)
    expect(found.message).toContain(part)
    expect(found.marked).toBe(marked)
  })

  it('points at the first of several parentheses that are never closed', () => {
    expect(failure('((((').start).toBe(0)
    expect(failure('acme ((air) OR (b').start).toBe(5)
  })

  it('takes a double negation for what it says', () => {
    expect(tree('NOT (NOT a)')).toBe('!!a')
    expect(tree('NOT (-a OR -b)')).toBe('!(!a | !b)')
  })

  it('limits length and depth', () => {
    expect(failure('a'.repeat(maxQueryLength + 1)).start).toBe(maxQueryLength)
    expect(failure('('.repeat(2000)).message).toContain('nested')
    expect(failure('NOT '.repeat(900)).message).toContain('nested')
    expect(tree(`${'('.repeat(40)}a${')'.repeat(40)}`)).toBe('a')
  })

  it('answers any text with a query or a Problem inside the text, in no time to speak of', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '"',
      '“',
      ' ',
      '-',
      'AND',
      'OR',
      'NOT',
      ' a',
      ' b ',
      '@c',
      '\u0000',
      '*',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(piece, { maxLength: 800 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (query) => {
        const start = performance.now()
        try {
          parseQuery(query)
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          const [field] = error.fields
          expect(field?.start).toBeGreaterThanOrEqual(0)
          expect(field?.end).toBeLessThanOrEqual(query.length)
          expect(field?.end).toBeGreaterThanOrEqual(field?.start ?? 0)
        }
        // Generous, because the machine may be busy: what is looked for here takes minutes.
        expect(performance.now() - start).toBeLessThan(2000)
      }),
      { numRuns: 3000 },
    )
  })
})
