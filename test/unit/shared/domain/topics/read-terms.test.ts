import { expect, test } from 'vitest'
import { ownWordsOf } from '../../../../../shared/domain/topics/own-words.ts'
import { readTerms } from '../../../../../shared/domain/topics/read-terms.ts'
import { stem } from '../../../../../shared/domain/topics/stem.ts'

const own = ownWordsOf('Lumo Air', ['"lumo air" OR @lumoair OR #lumoair'])
const termsOf = (text: string, language: string | null = 'en') => {
  const { said, places } = readTerms({ title: '', text }, language, own)
  return [...places.values()].map(({ start, end }) => said.slice(start, end))
}

test.each([
  ['payments', 'payment'],
  ['delays', 'delayed'],
  ['delay', 'delaying'],
  ['cancelled', 'cancel'],
  ['charge', 'charged'],
  ['crashes', 'crash'],
  ['companies', 'company'],
])('%s and %s are one word', (one, other) => expect(stem(one, 'en')).toBe(stem(other, 'en')))

test.each([
  ['Verspatungen', 'Verspatung', 'de'],
  ['pagos', 'pago', 'es'],
  ['remboursements', 'remboursement', 'fr'],
  ['rimborsi', 'rimborso', 'it'],
])('%s and %s are one word in their language', (one, other, language) =>
  expect(stem(one.toLowerCase(), language)).toBe(stem(other.toLowerCase(), language)),
)

test.each([
  ['king', 'kings bring news'],
  ['bus', 'business'],
  ['need', 'needle'],
])('%s is not %s', (one, other) => expect(stem(one, 'en')).not.toBe(stem(other, 'en')))

test('phrases do not reach over signs, the brand’s own words, or small words at their ends', () => {
  expect(termsOf('The gate agent, rude crew. Lumo Air lost bags')).toEqual([
    'gate',
    'gate agent',
    'agent',
    'rude',
    'rude crew',
    'crew',
    'lost',
    'lost bags',
    'bags',
  ])
  expect(termsOf('terms of service')).toEqual(['terms', 'terms of service', 'service'])
  expect(termsOf('error 503 on Monday 22')).toEqual(['error', 'error 503'])
})

test('handles, addresses, reposts and what bots write are no words', () => {
  expect(termsOf('RT @acme: gate https://a.example/pay?x=desk www.shop.example acme.com/help 🇩🇪')).toEqual([
    'gate',
  ])
  expect(termsOf('gate\n\nSent from my iPhone')).toEqual(['gate'])
  expect(termsOf('I can’t, don’t, we’ll: it’s their agent’s gate')).toEqual(['agent', 'agent’s gate', 'gate'])
})
