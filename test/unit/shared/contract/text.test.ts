import { describe, expect, it } from 'vitest'
import { brandChange, newBrand } from '../../../../shared/contract/brand.ts'
import { feedUrl, newFeed } from '../../../../shared/contract/feed.ts'
import { newLexiconEntry } from '../../../../shared/contract/lexicon.ts'
import { mentionFilter } from '../../../../shared/contract/mention.ts'
import { personName } from '../../../../shared/contract/person.ts'
import { moveBodies } from '../../../../shared/contract/move-bodies.ts'

const half = 'so \ud83d'
const whole = 'so \ufffd'

describe('half a character', () => {
  it('becomes the same � wherever people write', () => {
    expect(moveBodies.handOff.parse({ personId: 1, reason: half }).reason).toBe(whole)
    expect(moveBodies.dismiss.parse({ reason: 'other', comment: half }).comment).toBe(whole)
    expect(moveBodies.answer.parse({ text: half }).text).toBe(whole)
    expect(moveBodies.note.parse({ text: half }).text).toBe(whole)
    expect(personName.parse(half)).toBe(whole)
    expect(newBrand.parse({ name: half, queries: [{ text: half }] })).toEqual({
      name: whole,
      queries: [{ text: whole }],
    })
    expect(newFeed.parse({ url: 'https://a.example/', title: half }).title).toBe(whole)
    expect(mentionFilter.parse({ search: half }).search).toBe(whole)
    const replyUrl = 'https://a.example/\ud83d'
    expect(moveBodies.answer.parse({ text: 'Hi', replyUrl }).replyUrl).toBe('https://a.example/\ufffd')
  })

  it('leaves whole characters as they are', () => {
    expect(moveBodies.note.parse({ text: ' so 😀 ' }).text).toBe('so 😀')
  })
})

it('a phrase that is pasted with its line breaks stands on one line', () => {
  const phraseOf = (phrase: string) => newLexiconEntry.parse({ brandId: 1, phrase, weight: 1 }).phrase
  expect(phraseOf(' zorp\r\nzarp\t \u00a0zirp\u2028zurp\u0085zerp \n')).toBe('zorp zarp zirp zurp zerp')
  expect(phraseOf(`zorp${' '.repeat(200)}zarp`)).toBe('zorp zarp')
  expect(newLexiconEntry.safeParse({ brandId: 1, phrase: ' \n ', weight: 1 }).success).toBe(false)
})

describe('an address', () => {
  it('is measured as it is sent', () => {
    expect(feedUrl.safeParse(`https://a.example/${'a'.repeat(1980)}`).success).toBe(true)
    const long = `https://a.example/${'é'.repeat(400)}`
    expect(feedUrl.safeParse(long).error?.issues).toMatchObject([
      { message: expect.stringContaining('at most 2,000 characters') },
    ])
    expect(moveBodies.answer.safeParse({ text: 'Hi', replyUrl: long }).success).toBe(false)
  })

  it.each(['', 'nonsense', 'http://', 'https://[', 'ftp://a.example/', 'javascript:alert(1)'])(
    '“%s” is refused with one sentence',
    (text) => {
      expect(feedUrl.safeParse(text).error?.issues).toHaveLength(1)
    },
  )
})

it('a query cannot be in a brand twice', () => {
  const text = 'acme'
  expect(
    brandChange.safeParse({
      queries: [
        { id: 1, text },
        { id: 1, text },
      ],
    }).error?.issues,
  ).toMatchObject([{ path: ['queries'] }])
  expect(
    brandChange.safeParse({ queries: [{ id: 1, text }, { id: 2, text }, { text }, { text }] }).success,
  ).toBe(true)
})
