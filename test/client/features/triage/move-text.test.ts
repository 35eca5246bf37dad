import { expect, it } from 'vitest'
import { madeText } from '../../../../client/features/triage/move-text.ts'
import { cardWith } from '../../live/server-model.ts'

const card = (author: string | null, excerpt: string, title = '') => ({
  ...cardWith({ id: 1 }),
  author,
  excerpt,
  title,
})
const snooze = { kind: 'snooze', body: { untilActivity: true } } as const

it('names the mention that a move was made on, so that two in a row are told apart', () => {
  expect(madeText(snooze, card('maria_k', 'Third day without internet and your hotline hangs up'))).toBe(
    'Snoozed: maria_k, “Third day without internet and your hotline …”',
  )
  expect(madeText(snooze, card(null, '', 'Lost'))).toBe('Snoozed: Somebody, “Lost”')
  expect(madeText(snooze, card('ann', ''))).toBe('Snoozed: ann')
})

it('cuts a text without spaces, too', () => {
  const text = madeText(snooze, card('ann', '長'.repeat(200))) ?? ''
  expect(text.length).toBeLessThan(80)
  expect(text).toContain('長長長')
})

it('says nothing where the screen says it already', () => {
  expect(madeText({ kind: 'claim', body: {} }, card('ann', 'Hello'))).toBeNull()
})
