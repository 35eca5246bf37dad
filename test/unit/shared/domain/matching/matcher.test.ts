import { describe, expect, it } from 'vitest'
import { compileMatcher, maxSpans } from '../../../../../shared/domain/matching/matcher.ts'
import type { Matchable } from '../../../../../shared/domain/matching/matchable.ts'
import { parseQuery } from '../../../../../shared/domain/matching/query.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'

const { languageOf } = createScorer()

const compile = (...texts: string[]) =>
  compileMatcher(
    texts.map((text, index) => ({ id: `q${index}`, brandId: 'b', query: parseQuery(text) })),
    languageOf,
  )

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
    ['acm*', 'the Acmés', true],
    ['acm*', 'ACM', true],
    ['acm*', 'pacman', false],
    ['@acm*', 'acmeair', false],
    ['@acm*', '@acmeair', true],
    ['"the acm*"', 'the acmeair', true],
    ['"the acm*"', 'the big acmeair', false],
    ['東京*', '新東京駅', true],
    ['=Acme', 'Acme', true],
    ['=Acme', 'ACME acme Ácme', false],
    ['=Acme', 'acme Acme', true],
    ['="Acme Air"', 'by Acme-Air', true],
    ['="Acme Air"', 'by Acme air', false],
    ['=Ünal', 'U\u0308nal', true],
    ['acme near/2 late', 'acme is so late', true],
    ['acme near/2 late', 'acme is so very late', false],
    ['acme near/2 late', 'late: acme', true],
    ['acme near/2 acme', 'acme', false],
    ['acme near/2 acme', 'acme, acme', true],
    ['"acme air" near/1 (late OR delay*)', 'delays by acme air', true],
    ['"acme air" near/1 (late OR delay*)', 'late but not acme air', false],
    ['acme -late near/1 today', 'acme late and gone today', true],
    ['日本 near/3 遅延', '日本の電車が遅延', false],
    ['日本 near/4 遅延', '日本の電車が遅延', true],
    ['acme has:link', 'acme https://a.example', true],
    ['acme has:link', 'acme a.example/b', true],
    ['acme has:link', 'acme and/or a.m.', false],
  ])('%s in “%s”: %s', (query, text, expected) => {
    expect(matches(query, text)).toBe(expected)
  })

  it('joins title and text, but runs no phrase across them', () => {
    expect(matches('acme air', 'air', 'acme')).toBe(true)
    expect(matches('"acme air"', 'air', 'acme')).toBe(false)
    expect(matches('"acme air"', 'x', 'acme air')).toBe(true)
    expect(matches('acme near/5 air', 'air', 'acme')).toBe(false)
    expect(matches('acme near/5 air', 'x', 'air acme')).toBe(true)
  })

  it.each<[string, Partial<Matchable>, boolean]>([
    ['title:acme', { title: 'Acme' }, true],
    ['title:acme', { text: 'Acme' }, false],
    ['title:"acme air"', { title: 'acme', text: 'air' }, false],
    ['author:doe', { author: 'Jo Doe' }, true],
    ['author:"jo doe"', { author: 'Jö Doe (she)' }, true],
    ['author:"jo doe"', { text: 'Jo Doe' }, false],
    ['author:doe', {}, false],
    ['author:@jo', { author: 'Somebody', authorUrl: 'https://fedi.example/@jo' }, true],
    ['author:@jo@fedi.example', { authorUrl: 'https://fedi.example/@jo' }, true],
    ['author:@jo@other.example', { authorUrl: 'https://fedi.example/@jo' }, false],
    ['author:@jo.bsky.example', { authorUrl: 'https://bsky.example/profile/jo.bsky.example' }, true],
    ['author:@jo', { author: 'Jo' }, false],
    ['author:="Jo Doe"', { author: 'Jo Doe' }, true],
    ['author:="Jo Doe"', { author: 'Jo Doe Senior' }, false],
    ['author:="jo doe"', { author: 'Jo Doe' }, false],
    ['author:=@jo', { authorUrl: 'https://fedi.example/@jo' }, true],
    ['author:=@jo', { authorUrl: 'https://fedi.example/@jo.doe' }, false],
    ['site:acme.example', { url: 'https://acme.example/' }, true],
    ['site:acme.example', { url: 'http://blog.acme.example/x' }, true],
    ['site:acme.example', { url: 'https://notacme.example/' }, false],
    ['site:acme.example', { url: 'https://other.example/acme.example' }, false],
    ['site:www.acme.example', { url: 'https://acme.example:8443/x' }, true],
    ['site:acme.example/blog', { url: 'https://www.acme.example/blog?p=1' }, true],
    ['site:acme.example/blog', { url: 'https://acme.example/blog/1' }, true],
    ['site:acme.example/blog', { url: 'https://acme.example/blogger' }, false],
    ['site:acme.example', {}, false],
    ['site:acme.example', { url: 'not an address' }, false],
    ['a source:rss', { text: 'a', source: 'rss' }, true],
    ['a source:rss', { text: 'a', source: 'mastodon' }, false],
    ['a -source:rss', { text: 'a' }, true],
    ['a lang:en', { text: 'a', language: 'en-US' }, true],
    ['a lang:en-us', { text: 'a', language: 'en' }, false],
    ['a lang:en', { text: 'a', language: 'eng' }, false],
    ['a lang:en', { text: 'a zzq qqx', language: null }, false],
    ['a lang:en', { text: 'this is a thing that they have' }, true],
    ['a lang:en', { text: 'this is a thing that they have', language: 'de' }, false],
    ['a lang:de', { text: 'das ist nicht a', language: 'und' }, true],
    ['a has:media', { text: 'a', media: ['https://a.example/a.png'] }, true],
    ['a has:media', { text: 'a', media: [] }, false],
    ['a has:media', { text: 'a' }, false],
  ])('%s in %o: %s', (query, item, expected) => {
    expect(compile(query).match({ title: '', text: '', ...item })).toHaveLength(expected ? 1 : 0)
  })

  it('answers in the order of the queries, each with its brand', () => {
    const matcher = compileMatcher(
      [
        { id: '1', brandId: 'x', query: parseQuery('b') },
        { id: '2', brandId: 'y', query: parseQuery('c') },
        { id: '3', brandId: 'x', query: parseQuery('a b') },
      ],
      languageOf,
    )
    expect(
      matcher.match({ title: '', text: 'a b' }).map(({ queryId, brandId }) => [queryId, brandId]),
    ).toEqual([
      ['1', 'x'],
      ['3', 'x'],
    ])
    expect(matcher.match({ title: '', text: 'nothing' })).toEqual([])
  })

  it('matches nothing without queries', () => {
    expect(compileMatcher([], languageOf).match({ title: 'a', text: 'a' })).toEqual([])
  })
})

describe('the places it marks', () => {
  it('marks every place of what made the query true, in the original text', () => {
    expect(marked('acme OR air', '😡 Ácme — AIR, acme')).toEqual(['Ácme', 'AIR', 'acme'])
    expect(marked('"acme air"', 'on Acme  Air.')).toEqual(['Acme  Air'])
    expect(marked('@acme', 'hi @acme')).toEqual(['@acme'])
    expect(marked('日空', '全日空')).toEqual(['日空'])
    expect(marked('acme', 'text acme', 'Acme title')).toEqual(['Acme', 'acme'])
    expect(marked('acm* title:late', 'acmeair acted late', 'late')).toEqual(['late', 'acmeair'])
    expect(marked('=Acme', 'acme Acme')).toEqual(['Acme'])
    expect(marked('acme near/1 late', 'acme. Never late, acme; x late')).toEqual([
      'acme',
      'late',
      'acme',
      'late',
    ])
    expect(marked('acme near/1 late', 'late. Then, x acme; late, @acme')).toEqual(['acme', 'late', 'acme'])
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
