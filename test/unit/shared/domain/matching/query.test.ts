import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QueryNode } from '../../../../../shared/domain/matching/query-node.ts'
import { maxQueryLength, parseQuery } from '../../../../../shared/domain/matching/query.ts'
import { Problem } from '../../../../../shared/runtime/problem.ts'

/** The tree in brackets, so that a test can be read. */
function show(node: QueryNode): string {
  switch (node.kind) {
    case 'not':
      return `!${show(node.of)}`
    case 'and':
    case 'or':
      return `(${node.of.map(show).join(node.kind === 'and' ? ' & ' : ' | ')})`
    case 'term': {
      const words = node.exact === null ? node.words.join('+') : `=${node.exact.join('+')}`
      return `${node.inTitle ? 'title ' : ''}${node.sigil ?? ''}${words}${node.open ? '*' : ''}`
    }
    case 'near':
      return `[${node.sides.map((side) => side.map(show).join('|')).join(` ~${node.distance} `)}]`
    case 'author':
      return `author ${node.whole === null ? show(node.term) : `=${node.whole}`}`
    case 'site':
      return `site ${node.host}${node.path}`
    case 'source':
      return `source ${node.source}`
    case 'lang':
      return `lang ${node.language}`
    case 'has':
      return `has ${node.what}`
  }
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
    ['RT:this', 'rt+this'],
    ['note:this re:that', '(note+this & re+that)'],
    ['from: title', '(from & title)'],
    ['"lang:en"', 'lang+en'],
    ['near/by', 'near+by'],
    ['near acme', '(near & acme)'],
    ['“Acme Air”', 'acme+air'],
    ['全日空', '全+日+空'],
    ['a –b', '(a & !b)'],
    ['a NOT NOT b', '(a & !!b)'],
    ['(a)(b)', '(a & b)'],
    ['rock"roll"', '(rock & roll)'],
    ['acme*', 'acme*'],
    ['@acme* OR #fail*', '(@acme* | #fail*)'],
    ['"acme air*"', 'acme+air*'],
    ['"f*** air"', 'f+air'],
    ['e-mail*', 'e+mail*'],
    ['全日空*', '全+日+空'],
    ['=Acme', '=Acme'],
    ['="Acme Air" ＝Ünal', '(=Acme+Air & =Ünal)'],
    ['a=b', 'a+b'],
    ['=@Acme', '@=Acme'],
    ['acme near/5 late', '[acme ~5 late]'],
    ['"acme air" NEAR/12(late OR delay*)', '[acme+air ~12 late|delay*]'],
    ['a b near/2 c OR d', '((a & [b ~2 c]) | d)'],
    ['a -b near/2 c', '(a & ![b ~2 c])'],
    ['author:jo', 'author jo'],
    ['author:"Jo Doe" acme', '(author jo+doe & acme)'],
    ['Author:@jo', 'author @jo'],
    ['author:@jo.example.social', 'author @jo+example+social'],
    ['author:="Jo Doe"', 'author =Jo Doe'],
    ['title:acme', 'title acme'],
    ['title:"acme air*" title:=Acme', '(title acme+air* & title =Acme)'],
    ['site:acme.example', 'site acme.example'],
    ['site:https://WWW.Acme.Example/Blog/', 'site acme.example/Blog'],
    ['site:"acme.example/a(b)"', 'site acme.example/a(b)'],
    ['site:*.acme.example', 'site acme.example'],
    ['site:münchen.example', 'site xn--mnchen-3ya.example'],
    [
      'acme source:RSS lang:pt_BR has:link -has:media',
      '(acme & source rss & lang pt-br & has link & !has media)',
    ],
    ['acme -site:acme.example', '(acme & !site acme.example)'],
    ['(acme OR author:jo) lang：en', '((acme | author jo) & lang en)'],
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
    ['ac*', 'ac*', 'at least 3 letters before a *'],
    ['"the ac*"', '"the ac*"', 'at least 3 letters'],
    ['air ac*me', '*', 'end of a word'],
    ['*acme', '*', 'end of a word'],
    ['acme *', '*', 'needs letters before it'],
    ['= acme', '=', 'write it without a space, like =Acme'],
    ['=acme*', '=acme*', 'use one of them'],
    ['acme =()', '=', 'write it without a space'],
    ['near/5 late', 'near/5', 'needs a word before'],
    ['acme near/5', 'near/5', 'needs a word after'],
    ['acme near/5 NOT late', 'near/5', 'needs a word after'],
    ['acme near/ late', 'near/', 'from 1 to 100'],
    ['acme near/0 late', '0', 'from 1 to 100'],
    ['acme near/500 late', '500', 'from 1 to 100'],
    ['a near/5 b near/5 c', 'near/5', 'Only two can be near'],
    ['acme near/5 (late air)', 'late air', 'groups of them joined by OR'],
    ['acme near/5 author:jo', 'author:jo', 'between two words'],
    ['(a OR -b) near/5 c', 'a OR -b', 'between two words'],
    ['autor:jo', 'autor:', 'Did you mean author:?'],
    ['acme auhtor:"Jo"', 'auhtor:', 'Did you mean author:?'],
    ['acme From:jo', 'From:', 'Did you mean author:?'],
    ['acme language:en', 'language:', 'Did you mean lang:?'],
    ['acme -sites:acme.example', 'sites:', 'Did you mean site:?'],
    ['acme tilte:late', 'tilte:', 'put quotes around it'],
    ['author: jo', 'author:', 'right after it, without a space'],
    ['acme lang:', 'lang:', 'right after it'],
    ['title:(late OR delayed)', 'title:(', 'title:one OR title:other'],
    ['author:""', '""', 'no letter or digit'],
    ['site:acme', 'acme', 'name of a site, like acme.com'],
    ['site:"acme air.com"', '"acme air.com"', 'name of a site'],
    ['site:acme.example/?p=1', 'acme.example/?p=1', 'a path at most'],
    ['acme lang:english', 'english', 'code of a language, like en'],
    ['acme lang:=en', '=', 'takes no ='],
    ['acme source:mastadon', 'mastadon', 'Did you mean mastodon?'],
    ['acme lang:jp', 'jp', 'Did you mean ja?'],
    ['acme lang:qq', 'qq', 'Codes are like en'],
    ['acme source:r.s.s', 'r.s.s', 'word of a source'],
    ['acme has:image', 'image', 'link or media'],
    ['lang:en', 'lang:en', 'lang: alone would match nearly everything'],
    ['has:link source:rss', 'has:link source:rss', 'has: alone'],
    ['-lang:en', '-lang:en', 'only says what to leave out'],
    ['lang:en -acme', 'lang:en -acme', 'lang: alone'],
    ['acme OR source:rss', 'source:rss', 'in this alternative too'],
    ['-author:jo', '-author:jo', 'only says what to leave out'],
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
      ' acme*',
      '=',
      ' near/3 ',
      ' author:',
      'site:',
      'a.example/b',
      ' lang:en',
      ' title:',
      'has:',
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
