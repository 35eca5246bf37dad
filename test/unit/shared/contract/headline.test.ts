import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { excerptLength } from '../../../../shared/contract/excerpt.ts'
import { headlineOf, headlineOfCard, repeatsFrom, saidIn } from '../../../../shared/contract/headline.ts'

test.each([
  ['Outage in Malmö', 'Nothing works here.', true],
  ['Nothing works here', 'Nothing works her', true],
  ['Nothing works', 'Nothing  works here.', false],
  ['Nothing works he…', 'Nothing works here.', false],
  ['Nothing works …', 'Nothing works here.', false],
  ['Nothing works...', 'Nothing works here.', false],
  [' Nothing\n works ', '\n\tNothing works here.', false],
  ['Nothing works', 'Nothingworks here.', true],
  ['', 'Nothing works here.', false],
  ['…', 'Nothing works here.', false],
  ['Only a title', '', true],
])('“%s” before “%s”: %s', (title, text, says) => {
  expect(repeatsFrom(title, text)).toBe(says ? null : 0)
})

test('any text cut off anywhere, its spaces made one, says no more than the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.nat(),
      fc.constantFrom('', '…', '...', ' …'),
      (text, at, sign) => {
        const cut = text.slice(0, at % (text.length + 1)).replaceAll(/\s+/g, ' ')
        expect(repeatsFrom(cut + sign, text)).toBe(0)
      },
    ),
  )
})

describe('a headline', () => {
  it('is shown only when the text does not begin with it', () => {
    expect(headlineOf('Outage in Malmö', 'Nothing works here.')).toBe('Outage in Malmö')
    expect(headlineOf('Nothing works', 'Nothing  works here.')).toBeNull()
    expect(headlineOf('Nothing works he…', 'Nothing works here.')).toBeNull()
    expect(headlineOf('Nothing works...', 'Nothing works here.')).toBeNull()
    expect(headlineOf('', 'Nothing works here.')).toBeNull()
    expect(headlineOf('Only a title', '')).toBe('Only a title')
  })

  it('is only the stars of a review whose title the text begins with', () => {
    expect(headlineOf('★★☆☆☆ Nothing works…', 'Nothing works here.')).toBe('★★☆☆☆')
    expect(headlineOf('★★☆☆☆ Never again', 'Nothing works here.')).toBe('★★☆☆☆ Never again')
    expect(headlineOf('★★☆☆☆', 'Nothing works here.')).toBe('★★☆☆☆')
    expect(headlineOf('★★ works', '★★ works well')).toBeNull()
  })

  it('of a card says nothing that the text goes on with behind the excerpt', () => {
    const text = `The 🚆 stood still.\n\n${'Nobody said a word for hours. '.repeat(20)}`
    const excerpt = [...text].slice(0, excerptLength).join('')
    const long = text.slice(0, 398).replaceAll(/\s+/g, ' ')
    expect(headlineOf(long, excerpt)).toBe(long)
    for (const title of [long, `${long}…`, text]) expect(headlineOfCard({ title, excerpt })).toBeNull()
    expect(headlineOfCard({ title: `★☆☆☆☆ ${long}`, excerpt })).toBe('★☆☆☆☆')
    expect(headlineOfCard({ title: 'A long wait', excerpt })).toBe('A long wait')
    expect(headlineOfCard({ title: `Today ${long}`, excerpt })).toBe(`Today ${long}`)
    // All of a short text stands on the card: a title that goes on says more.
    expect(headlineOfCard({ title: 'Nothing works here', excerpt: 'Nothing works' })).toBe(
      'Nothing works here',
    )
  })

  it('is said before the text, and so no word is said twice', () => {
    expect(saidIn({ title: 'Outage', text: 'Nothing works.' })).toBe('Outage\nNothing works.')
    expect(saidIn({ title: '★☆☆☆☆ Terrible', text: 'Terrible app' })).toBe('★☆☆☆☆\nTerrible app')
    expect(saidIn({ title: 'Terrible', text: 'Terrible app' })).toBe('Terrible app')
  })
})
