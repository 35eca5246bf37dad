import { expect, it } from 'vitest'
import { changedText, isNews, seenText } from '../../../client/lib/rescoring-text.ts'

it('says how far it has come and what came of it', () => {
  expect(seenText({ seen: 1200, total: 4000 })).toBe('1,200 of 4,000 looked at')
  // New mentions may arrive meanwhile.
  expect(seenText({ seen: 4010, total: 4000 })).toBe('4,010 of 4,010 looked at')
  expect(changedText({ changed: 0, queued: 0 })).toBe('none changed')
  expect(changedText({ changed: 12, queued: 0 })).toBe('12 changed (score, place or labels)')
  expect(changedText({ changed: 12, queued: 3 })).toBe(
    '12 changed (score, place or labels), 3 entered the queue',
  )
})

it('is told while it goes on and for a quarter of an hour afterwards', () => {
  const now = Date.parse('2026-03-10T12:00:00Z')
  expect(isNews({ finishedAt: null }, now)).toBe(true)
  expect(isNews({ finishedAt: '2026-03-10T11:50:00.000Z' }, now)).toBe(true)
  expect(isNews({ finishedAt: '2026-03-10T11:40:00.000Z' }, now)).toBe(false)
})
