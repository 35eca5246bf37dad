import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'

const { languageOf, score } = createScorer()

it.each([
  ['This is not what they have told us', 'en'],
  ['Das ist nicht gut, und ich bin mit dem Service nicht zufrieden', 'de'],
  ['電車がまた遅れている', 'ja'],
  ['航空公司的服务很差', 'zh'],
  ['항공사 서비스가 나쁘다', 'ko'],
  ['บริการแย่มาก', 'th'],
  ['Η υπηρεσία είναι κακή', 'el'],
  ['השירות גרוע מאוד', 'he'],
  ['Это плохо', 'ru'],
  ['Lumo 服务很差', 'zh'],
  ['Novatelcare 배송이 너무 늦어요', 'ko'],
  ['Excellente journée ツ', 'fr'],
  ['I love 日本', 'en'],
  ['acme', null],
  ['https://example.org/das-ist-nicht-gut @und', null],
  ['', null],
])('%s: %s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})

it('is what a score without a hint says, whatever was read before', () => {
  const words =
    'the and und nicht el que 服务 が Это 😀 acme @und #das https://a.example 12 ! zzq hai ki'.split(' ')
  const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 })), { maxLength: 12 })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const { language } = score(one.join(' '))
      languageOf(other.join(' '))
      expect(languageOf(one.join(' '))).toBe(language)
    }),
    { numRuns: 1000 },
  )
})
