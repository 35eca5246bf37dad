import { describe, expect, it } from 'vitest'
import {
  authorExclusion,
  postWords,
  siteExclusion,
  wordsExclusion,
} from '../../../../client/features/exclusions/proposed-text.ts'
import { parseQuery } from '../../../../shared/domain/matching/query.ts'

const words = (text: string, title = '') => postWords({ title, text })
const choose = (text: string, ...chosen: string[]) =>
  wordsExclusion(words(text).filter((word) => chosen.includes(word.text)))

describe('an exclusion of an author', () => {
  it('asks for the whole name, so that nobody with a longer one goes along', () => {
    expect(authorExclusion({ author: 'Deal Bot' })).toBe('author:="Deal Bot"')
  })

  it.each(['say "cheese"', '“Ann”', 'a\n b'])('of %j can be read as a query', (author) => {
    expect(() => parseQuery(authorExclusion({ author }) ?? '')).not.toThrow()
  })

  it('is not proposed where the author is unknown', () => {
    expect(authorExclusion({ author: null })).toBeNull()
    expect(authorExclusion({ author: ' "" ' })).toBeNull()
  })
})

describe('an exclusion of a site', () => {
  it.each([
    ['https://www.hobby.example/sale?x=1', 'site:hobby.example'],
    ['https://blog.hobby.example:8080/a', 'site:blog.hobby.example'],
    ['at://did:plc:abc/app.bsky.feed.post/1', null],
    ['nonsense', null],
    [null, null],
  ])('of %j is %j', (url, text) => {
    expect(siteExclusion({ url })).toBe(text)
    if (text !== null) expect(() => parseQuery(text)).not.toThrow()
  })
})

describe('an exclusion by words', () => {
  it('makes a phrase of neighbours, and asks for all the others', () => {
    const text = 'Acme Airbrush compressors on sale at Hobby World'
    expect(choose(text, 'Acme', 'Airbrush', 'sale')).toBe('"Acme Airbrush" sale')
    expect(choose(text, 'compressors')).toBe('compressors')
    expect(choose(text)).toBe('')
  })

  it('makes no phrase over the end of a sentence, nor over a word that is left out', () => {
    expect(choose('Look at Airbrush. Acme again', 'Airbrush', 'Acme')).toBe('Airbrush Acme')
    expect(choose('Acme or Airbrush', 'Acme', 'Airbrush')).toBe('Acme Airbrush')
  })

  it('can always be read as a query, whatever words are chosen', () => {
    const text = 'Not and NEAR don’t 東京 l’été AND OR near/5 title:x'
    for (const word of words(text)) expect(() => parseQuery(wordsExclusion([word])), word.text).not.toThrow()
    expect(() => parseQuery(wordsExclusion(words(text)))).not.toThrow()
  })

  it('offers each word once, and those of a title that the text does not repeat', () => {
    expect(words('Acme acme ACME is it').map(({ text }) => text)).toEqual(['Acme'])
    expect(words('Great airbrush', 'Weekend sale').map(({ text }) => text)).toEqual([
      'Weekend',
      'sale',
      'Great',
      'airbrush',
    ])
    expect(words('Great airbrush for all', 'Great airbrush…').map(({ text }) => text)).toEqual([
      'Great',
      'airbrush',
      'for',
      'all',
    ])
  })
})
