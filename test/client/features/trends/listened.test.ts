import { expect, it } from 'vitest'
import { compareCounts } from '../../../../client/features/trends/compare.ts'
import { hasListened } from '../../../../client/features/trends/listened.ts'

const brands = [
  { id: 1, createdAt: '2026-11-10T00:00:00Z' },
  { id: 2, createdAt: '2026-11-01T00:00:00Z' },
]

it('knows since when a brand is listened for', () => {
  expect(hasListened(brands, 1, '2026-11-05T00:00:00Z')).toBe(false)
  expect(hasListened(brands, 2, '2026-11-05T00:00:00Z')).toBe(true)
  expect(hasListened(brands, undefined, '2026-11-05T00:00:00Z')).toBe(true)
  expect(hasListened(brands, undefined, '2026-10-05T00:00:00Z')).toBe(false)
  expect(hasListened([], undefined, '2026-10-05T00:00:00Z')).toBe(true)
})

it('does not call days empty on which nobody listened', () => {
  const before = 'the 7 days before'
  expect(compareCounts(40, 0, before, false).sentence).toBe(
    'Earshot was not listening yet in the 7 days before',
  )
  expect(compareCounts(40, 0, before, false).direction).toBe('none')
  expect(compareCounts(1050, 1, before, false).sentence).toBe(
    'Earshot was not listening yet in the 7 days before',
  )
  expect(compareCounts(0, 0, before, false).sentence).not.toContain('None')
  expect(compareCounts(40, 0, before).sentence).toBe('There were none in the 7 days before')
  expect(compareCounts(40, 80, before, false).direction).toBe('down')
})
