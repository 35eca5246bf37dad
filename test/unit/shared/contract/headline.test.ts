import fc from 'fast-check'
import { expect, test } from 'vitest'
import { titleSaysMore } from '../../../../shared/contract/headline.ts'

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
  expect(titleSaysMore(title, text)).toBe(says)
})

test('any text cut off anywhere, its spaces made one, says no more than the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.nat(),
      fc.constantFrom('', '…', '...', ' …'),
      (text, at, sign) => {
        const cut = text.slice(0, at % (text.length + 1)).replaceAll(/\s+/g, ' ')
        expect(titleSaysMore(cut + sign, text)).toBe(false)
      },
    ),
  )
})
