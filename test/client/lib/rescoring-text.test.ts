import { expect, it } from 'vitest'
import { changedText, finishedText, isNews, seenText } from '../../../client/lib/rescoring-text.ts'

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

it('is told while it goes on and for ten minutes afterwards', () => {
  const now = Date.parse('2026-03-10T12:00:00Z')
  expect(isNews({ finishedAt: null }, now)).toBe(true)
  expect(isNews({ finishedAt: '2026-03-10T11:51:00.000Z' }, now)).toBe(true)
  expect(isNews({ finishedAt: '2026-03-10T11:49:00.000Z' }, now)).toBe(false)
})

it('is one line for several, which names only brands where something changed', () => {
  const ended = (name: string, changed: number) => ({
    name,
    rescoring: { brandId: 1, askedAt: '', finishedAt: '', total: 9, seen: 9, changed, queued: 0 },
  })
  expect(finishedText([ended('Acme', 0), ended('Borea', 0)])).toBe(
    'Past mentions of 2 brands: finished, none changed.',
  )
  expect(finishedText([ended('Acme', 0), ended('Borea', 39), ended('Cirro', 1)])).toBe(
    'Past mentions of 3 brands: finished. Borea: 39 changed (score, place or labels). Cirro: 1 changed (score, place or labels).',
  )
})
