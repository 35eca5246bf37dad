import { expect, it } from 'vitest'
import { labelRule } from '../../../../client/features/trends/label-rule.ts'
import { daysText, riseText } from '../../../../client/features/trends/topic-text.ts'
import { parseQuery } from '../../../../shared/domain/matching/query.ts'
import { compileMatcher } from '../../../../shared/domain/matching/matcher.ts'

it.each([
  [{ mentions: 41, usual: 5.7, window: 'day' as const }, '41 mentions in 24 hours, usually 6'],
  [{ mentions: 1200, usual: 120, window: 'week' as const }, '1,200 mentions in 7 days, usually 120'],
  [{ mentions: 7, usual: 0.3, window: 'day' as const }, '7 mentions in 24 hours, usually hardly any'],
  [{ mentions: 7, usual: 0, window: 'day' as const }, '7 mentions in 24 hours, usually none'],
  [{ mentions: 1, usual: 0, window: 'day' as const }, '1 mention in 24 hours, usually none'],
])('says how much it rises: %o', (topic, words) => expect(riseText(topic)).toBe(words))

it('reads out the days', () => {
  expect(daysText([0, 2, 41])).toBe('Mentions a day over 3 days, the last one ending now: 0, 2, 41')
})

it.each([
  [{ words: 'strike', variants: ['strikes', 'Strike'] }, 'strike OR strikes'],
  [
    { words: 'payment page', variants: ['#PaymentPage', 'payment-page'] },
    '"payment page" OR #PaymentPage OR "payment-page"',
  ],
  [{ words: 'near', variants: [] }, '"near"'],
  [{ words: 'so-called “help”', variants: [] }, '"so-called  help"'],
  [{ words: '🐀', variants: [] }, ''],
  [{ words: '決済エラー', variants: [] }, '決済エラー'],
])('makes a query of %o', (topic, rule) => expect(labelRule(topic)).toBe(rule))

it('finds with it every form it was made of', () => {
  const topic = {
    words: 'drivers’ strike',
    variants: ['drivers strike', '#DriversStrike', 'Fahrer-Streik', 'not'],
  }
  const query = parseQuery(labelRule(topic))
  const matcher = compileMatcher([{ id: '1', brandId: '1', query }], () => null)
  for (const form of [topic.words, ...topic.variants]) {
    const item = {
      title: '',
      text: `it is ${form} again`,
      url: null,
      author: null,
      authorUrl: null,
      media: [],
      language: null,
      source: 'rss',
    }
    expect(matcher.match(item), form).toHaveLength(1)
  }
})
