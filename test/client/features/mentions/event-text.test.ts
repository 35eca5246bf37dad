import { expect, test } from 'vitest'
import { eventText } from '../../../../client/features/mentions/event-text.ts'
import type { HistoryEvent } from '../../../../shared/contract/mention.ts'

const event = (kind: HistoryEvent['kind'], actor: HistoryEvent['actor'] = null): HistoryEvent => ({
  id: 1,
  at: '2026-01-01T00:00:00.000Z',
  kind,
  actor,
  detail: {},
  takenBack: false,
})

test('a mention that nobody put into the queue says how it came there', () => {
  expect(eventText(event('queue', { id: 1, name: 'Ana' }))).toBe('Ana put it into the queue')
  expect(eventText(event('queue'))).toBe('It needs an answer now')
  expect(eventText(event('release'))).toBe('Earshot put it back into the queue')
})

test('what an older complaint stands in the queue for says so', () => {
  expect(eventText(event('saidBefore'))).toBe(
    'Out of the queue: somebody said the same before, and waits there now',
  )
})

test('a correction says who said what, and what it confirmed', () => {
  const ana = { id: 1, name: 'Ana' }
  const said = (detail: HistoryEvent['detail']): string => eventText({ ...event('correct', ana), detail })
  expect(said({ label: 'negative', was: 'positive' })).toBe('Ana marked it negative')
  expect(said({ label: 'negative', was: 'negative' })).toBe('Ana confirmed that it sounds negative')
  expect(said({ label: 'negative' })).toBe('Ana marked it negative')
  expect(said({ label: null, was: 'negative' })).toBe('Ana let Earshot’s label count again')
  expect(eventText({ ...event('undo', ana), detail: { undone: 'correct' } })).toBe(
    'Ana took back the correction',
  )
})
