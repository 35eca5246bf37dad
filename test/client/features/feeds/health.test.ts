import { describe, expect, it } from 'vitest'
import {
  byUrgency,
  feedsSummary,
  groups,
  isBusy,
  standingOf,
} from '../../../../client/features/feeds/health.ts'
import { standings } from '../../../../client/features/feeds/feeds-search.ts'
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
    blocked: null,
    streamed: false,
    nextCheckAt: '2026-03-10T12:05:00.000Z',
    ...more,
  }) as Feed

describe('the health of feeds', () => {
  it('puts first what needs somebody', () => {
    const feeds = [
      feed(1, { health: 'off', enabled: false }),
      feed(2, { title: 'b' }),
      feed(3, { health: 'failing' }),
      feed(4, { title: 'a', streamed: true }),
      feed(5, { health: 'waiting' }),
      feed(6, { health: 'silent' }),
      feed(7, { health: 'failing', blocked: { until: '2026-03-10T13:00:00.000Z', detail: '' } }),
    ]
    expect(feeds.toSorted(byUrgency).map(({ id }) => id)).toEqual([3, 7, 6, 5, 4, 2, 1])
    expect(feedsSummary(feeds)).toBe('7 feeds, 1 failing, 1 asked to wait, 1 silent, 1 off')
    expect(feedsSummary([feed(1)])).toBe('1 feed')
  })

  it('is told in the word that explains it best', () => {
    const blocked = { until: '2026-03-10T13:00:00.000Z', detail: '' }
    expect(standingOf(feed(1, { blocked }))).toBe('blocked')
    expect(standingOf(feed(1, { blocked, enabled: false }))).toBe('off')
    expect(standingOf(feed(1, { streamed: true }))).toBe('listening')
    expect(standingOf(feed(1, { streamed: true, health: 'failing' }))).toBe('failing')
    expect(groups.flatMap(({ holds }) => [...holds]).toSorted()).toEqual(standings.toSorted())
  })

  it('knows when something will be known in a moment', () => {
    expect(isBusy(feed(1), now)).toBe(false)
    expect(isBusy(feed(1, { checking: true }), now)).toBe(true)
    expect(isBusy(feed(1, { nextCheckAt: '2026-03-10T12:00:00.000Z' }), now)).toBe(true)
    const blocked = { until: '2026-03-10T13:00:00.000Z', detail: '' }
    expect(isBusy(feed(1, { blocked, nextCheckAt: '2026-03-10T11:00:00.000Z' }), now)).toBe(false)
    expect(isBusy(feed(1, { streamed: true, checking: true }), now)).toBe(false)
    expect(isBusy(feed(1, { enabled: false, nextCheckAt: null }), now)).toBe(false)
  })

  it('keeps an unusual interval on offer, in its place', () => {
    const labels = intervalOptions(7200).map(({ label }) => label)
    expect(labels).toContain('every 2 h')
    expect(labels.indexOf('every 2 h')).toBe(labels.indexOf('every 1 h') + 1)
    expect(new Set(intervalOptions(300).map(({ value }) => value)).size).toBe(7)
  })
})
