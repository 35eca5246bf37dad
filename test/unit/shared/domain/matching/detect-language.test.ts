import { expect, it } from 'vitest'
import { detectLanguage } from '../../../../../shared/domain/matching/detect-language.ts'

it.each([
  ['This is not what they have told us', 'en'],
  ['Das ist nicht gut, und ich bin mit dem Service nicht zufrieden', 'de'],
  ['電車がまた遅れている', 'ja'],
  ['航空公司的服务很差', 'zh'],
  ['항공사 서비스가 나쁘다', 'ko'],
  ['บริการแย่มาก', 'th'],
  ['Η υπηρεσία είναι κακή', 'el'],
  ['השירות גרוע מאוד', 'he'],
  ['acme', null],
  ['Это плохо', null],
  ['', null],
])('%s: %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language)
})
