import { describe, expect, it } from 'vitest'
import {
  bytesText,
  outcomeText,
  quotaText,
  rhythmText,
  stretchText,
  trafficText,
} from '../../../../client/features/feeds/feed-words.ts'
import { filtered, isFiltered } from '../../../../client/features/feeds/find.ts'
import { configOf, emptyConfig } from '../../../../client/features/feeds/source-values.ts'
import type { Feed, FeedCheck } from '../../../../shared/contract/feed.ts'
import type { Source } from '../../../../shared/contract/source.ts'

describe('the words of a feed’s sheet', () => {
  it.each([
    [null, 'not known yet'],
    [30, 'about every minute'],
    [300, 'about every 5 minutes'],
    [3500, 'about every hour'],
    [2 * 3600, 'about every 2 hours'],
    [86_400, 'about every day'],
    [3.2 * 86_400, 'about every 3 days'],
    [30 * 86_400, 'about every 4 weeks'],
  ])('a rhythm of %s seconds is %s', (seconds, words) => {
    expect(rhythmText(seconds)).toBe(words)
  })

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [4200, '4.2 KB'],
    [13_400_000, '13 MB'],
    [2_500_000_000, '2.5 GB'],
  ])('%s bytes are %s', (bytes, words) => {
    expect(bytesText(bytes)).toBe(words)
  })

  it('tell what was fetched, and what the source allows', () => {
    const feed = { checks: 200, unchangedChecks: 150, bytesFetched: 4_200_000 } as Feed
    expect(trafficText(feed)).toBe('4.2 MB in 200 checks, 75 % of them “nothing changed”')
    expect(trafficText({ ...feed, checks: 0 })).toBe('nothing fetched yet')
    expect(quotaText({ quota: null })).toBeNull()
    expect(quotaText({ quota: { limit: 300, remaining: 12, resetAt: null } })).toBe('12 of 300 requests left')
    expect(quotaText({ quota: { limit: null, remaining: null, resetAt: null } })).toBeNull()
  })
})

describe('how a check went', () => {
  const check = { outcome: 'items', items: 40, problem: null } as FeedCheck
  const problem = { code: 'unexpected', detail: 'One was passed over.' }

  it('is what it brought, and what of it could not be kept', () => {
    expect(outcomeText(check)).toBe('40 items read')
    expect(outcomeText({ ...check, problem })).toBe('40 items read. One was passed over.')
    expect(stretchText({ ...check, items: 1 })).toBe('1 post of interest')
    expect(stretchText({ ...check, items: 1, problem })).toBe('1 post of interest. One was passed over.')
  })

  it('is why it failed', () => {
    const failed: FeedCheck = { ...check, outcome: 'failed', problem }
    expect([outcomeText(failed), stretchText(failed)]).toEqual([
      'One was passed over.',
      'One was passed over.',
    ])
  })
})

describe('finding feeds among many', () => {
  const feed = (id: number, more: Partial<Feed>): Feed =>
    ({
      id,
      title: '',
      url: '',
      host: '',
      source: 'rss',
      enabled: true,
      health: 'working',
      blocked: null,
      streamed: false,
      ...more,
    }) as Feed
  const feeds = [
    feed(1, { title: 'Town News', url: 'https://town.example/rss', host: 'town.example' }),
    feed(2, { title: 'News', url: 'https://other.example/', health: 'failing' }),
    feed(3, { title: '#acme', source: 'mastodon', host: 'social.example' }),
  ]
  const found = (filter: Parameters<typeof filtered>[1]) => filtered(feeds, filter).map(({ id }) => id)

  it('by every word of title, address or host, by standing and by source', () => {
    expect(found({})).toEqual([1, 2, 3])
    expect(found({ find: ' NEWS example ' })).toEqual([1, 2])
    expect(found({ find: 'news town' })).toEqual([1])
    expect(found({ find: 'social' })).toEqual([3])
    expect(found({ standing: 'failing' })).toEqual([2])
    expect(found({ source: 'mastodon', find: 'news' })).toEqual([])
    expect([isFiltered({}), isFiltered({ find: '' }), isFiltered({ source: 'rss' })]).toEqual([
      false,
      false,
      true,
    ])
  })
})

it('a source’s form starts with its first choices, and sends no empty field', () => {
  const field = { label: '', help: '', required: false, placeholder: '' }
  const source = {
    fields: [
      { ...field, name: 'tag', kind: 'text' },
      {
        ...field,
        name: 'kind',
        kind: 'choice',
        choices: [
          { value: 'posts', label: '' },
          { value: 'all', label: '' },
        ],
      },
    ],
  } as unknown as Source
  expect(emptyConfig(source)).toEqual({ tag: '', kind: 'posts' })
  expect(configOf(source, { tag: '  ', kind: 'all', left: 'over' })).toEqual({ kind: 'all' })
})
