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
  expect(eventText(event('queue'))).toBe('Its author edited it; it needs an answer now')
  expect(eventText(event('release'))).toBe('Earshot put it back into the queue')
})
