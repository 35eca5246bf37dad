import { describe, expect, it } from 'vitest'
import { byUrgency, feedsSummary, isBusy } from '../../../../client/features/feeds/health.ts'
import { intervalOptions } from '../../../../client/features/feeds/interval.ts'
import type { Feed } from '../../../../shared/contract/feed.ts'

const now = Date.parse('2026-03-10T12:00:00Z')
const feed = (id: number, more: Partial<Feed> = {}): Feed =>
  ({
    id,
    title: `Feed ${id}`,
    enabled: true,
    checking: false,
    health: 'working',
    nextCheckAt: '2026-03-10T12:05:00.000Z',
    ...more,
  }) as Feed

describe('the health of feeds', () => {
  it('puts first what needs somebody', () => {
    const feeds = [
      feed(1, { health: 'off' }),
      feed(2, { title: 'b' }),
      feed(3, { health: 'failing' }),
      feed(4, { title: 'a' }),
      feed(5, { health: 'waiting' }),
    ]
    expect(feeds.toSorted(byUrgency).map(({ id }) => id)).toEqual([3, 5, 4, 2, 1])
    expect(feedsSummary(feeds)).toBe('5 feeds, 1 failing, 1 off')
    expect(feedsSummary([feed(1)])).toBe('1 feed')
  })

  it('knows when something will be known in a moment', () => {
    expect(isBusy(feed(1), now)).toBe(false)
    expect(isBusy(feed(1, { checking: true }), now)).toBe(true)
    expect(isBusy(feed(1, { nextCheckAt: '2026-03-10T12:00:00.000Z' }), now)).toBe(true)
    expect(isBusy(feed(1, { enabled: false, nextCheckAt: null }), now)).toBe(false)
  })

  it('keeps an unusual interval on offer, in its place', () => {
    const labels = intervalOptions(7200).map(({ label }) => label)
    expect(labels).toContain('every 2 h')
    expect(labels.indexOf('every 2 h')).toBe(labels.indexOf('every 1 h') + 1)
    expect(new Set(intervalOptions(300).map(({ value }) => value)).size).toBe(7)
  })
})
