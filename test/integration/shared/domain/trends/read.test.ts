import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MentionCard, MentionFilter } from '../../../../../shared/contract/mention.ts'
import { trendRequest, trends, type Trends } from '../../../../../shared/contract/trend.ts'
import { mentionStates } from '../../../../../shared/contract/triage.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { listMentions } from '../../../../../shared/domain/mentions/list.ts'
import { readTrends } from '../../../../../shared/domain/trends/read.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  openTestStore,
  type NewMention,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let viewer: Awaited<ReturnType<typeof addPerson>>
let brands: number[]
let feedId: number
let labels: number[]
let cards: MentionCard[]
const hour = 3_600_000
const now = Date.now()
const sources = ['rss', 'mastodon']

beforeAll(async () => {
  store = await openTestStore()
  viewer = await addPerson(store, 'Mia', 'manager')
  brands = [await addBrand(store, 'Acme'), await addBrand(store, 'Other')]
  feedId = await addFeed(store, 'https://example.org/feed')
  labels = await addLabels(brands[0]!, 'Refund', 'Delivery')
  const gone = 999
  const mention = fc
    .record({
      brandId: fc.constantFrom(...brands),
      feedId: fc.constant(feedId),
      source: fc.constantFrom(...sources),
      state: fc.constantFrom(...mentionStates),
      label: fc.constantFrom('negative', 'neutral', 'positive', null),
      labelIds: fc.subarray([...labels, gone]),
      // On whole hours often, because that is where buckets begin.
      publishedAt: fc
        .tuple(fc.integer({ min: 2, max: 200 }), fc.constantFrom(0, 1, -1, 1_234_567))
        .map(([hours, ms]) => new Date(Math.floor(now / hour) * hour - hours * hour + ms)),
      answeredAfter: fc.integer({ min: 1, max: 100 }),
    })
    .map(({ answeredAfter, ...one }): NewMention => {
      const then = new Date(one.publishedAt.getTime() + answeredAfter * 60_000)
      return {
        ...one,
        ownerId: one.state === 'claimed' ? viewer.id : null,
        firstResponseAt: one.state === 'answered' ? then : null,
        resolvedAt: one.state === 'answered' || one.state === 'dismissed' ? then : null,
      }
    })
  cards = await readCards(store.db, await addMentions(store, fc.sample(mention, 500)))
})
afterAll(() => store.close())

async function addLabels(brandId: number, ...names: string[]): Promise<number[]> {
  const rows = await store.db
    .insertInto('label')
    .values(names.map((name) => ({ brand_id: brandId, name, rule: name })))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

const read = (request: Partial<Parameters<typeof trendRequest.parse>[0] & object>) =>
  readTrends(store, viewer, trendRequest.parse(request))

async function count(filter: MentionFilter): Promise<number> {
  let sum = 0
  let cursor: string | undefined
  do {
    const page = await listMentions(store, viewer, filter, { cursor, limit: 100 })
    sum += page.mentions.length
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return sum
}

const totalOf = ({ negative, neutral, positive, unscored }: Trends['series'][number]) =>
  negative + neutral + positive + unscored

describe('trends', () => {
  it('add up to the rows: every figure is that of the list with the same filter', async () => {
    const request = fc.record(
      {
        from: fc.integer({ min: 60, max: 210 }),
        hours: fc.constantFrom(1, 3, 24, 96, 97, 150),
        brandId: fc.option(fc.constantFrom(...brands), { nil: undefined }),
        source: fc.option(fc.constantFrom(...sources), { nil: undefined }),
        labelId: fc.option(fc.constantFrom(...labels), { nil: undefined, freq: 2 }),
        timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns'),
      },
      { noNullPrototype: true },
    )
    await fc.assert(
      fc.asyncProperty(request, async ({ from, hours, timeZone, ...of }) => {
        const start = now - from * hour
        const range = {
          from: new Date(start).toISOString(),
          to: new Date(start + hours * hour).toISOString(),
        }
        const narrowed = Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined))
        const result = await read({ ...range, ...narrowed, timeZone })
        expect(trends.parse(result)).toEqual(result)

        const { series, current } = result
        expect(series[0]!.start).toBe(range.from)
        expect(series.at(-1)!.end).toBe(range.to)
        for (const [index, bucket] of series.entries()) {
          expect(bucket.end > bucket.start).toBe(true)
          if (index > 0) expect(bucket.start).toBe(series[index - 1]!.end)
          const inside = cards.filter(
            (card) =>
              card.state !== 'aside' &&
              card.publishedAt >= bucket.start &&
              card.publishedAt < bucket.end &&
              (of.brandId === undefined || card.brandId === of.brandId) &&
              (of.source === undefined || card.source === of.source) &&
              (of.labelId === undefined || card.labelIds.includes(of.labelId)),
          )
          expect(totalOf(bucket)).toBe(inside.length)
          expect(bucket.negative).toBe(
            inside.filter(({ sentiment }) => sentiment.label === 'negative').length,
          )
        }
        const list = (more: Partial<MentionFilter>) =>
          count({ lane: 'stream', ...range, ...narrowed, ...more })
        expect(current.total).toBe(await list({}))
        expect(current.needed).toBe(await list({ needed: 'answer' }))
        expect(current.answered).toBe(await list({ lane: 'answered' }))
        expect(current.dismissed).toBe(await list({ lane: 'dismissed' }))
        expect(current.firstResponse.waiting).toBe(await list({ needed: 'waiting' }))
        for (const label of ['negative', 'neutral', 'positive', 'unscored'] as const) {
          expect(current.labels[label]).toBe(await list({ label }))
          expect(series.reduce((sum, bucket) => sum + bucket[label], 0)).toBe(current.labels[label])
        }
        for (const parts of [result.byBrand, result.bySource]) {
          expect(parts.reduce((sum, part) => sum + part.total, 0)).toBe(current.total)
          expect(parts.reduce((sum, part) => sum + part.waiting, 0)).toBe(current.firstResponse.waiting)
        }
        for (const brand of result.byBrand) expect(brand.total).toBe(await list({ brandId: brand.brandId }))
        for (const { source, total } of result.bySource) expect(total).toBe(await list({ source }))
        for (const { labelId } of result.byLabel) expect(labels).toContain(labelId)
        if (of.labelId === undefined)
          for (const { labelId, name, brandId, ...found } of result.byLabel) {
            expect([name, brandId]).toEqual([labelId === labels[0] ? 'Refund' : 'Delivery', brands[0]])
            expect(found.total).toBe(await list({ labelId }))
            expect(found.negative).toBe(await list({ labelId, label: 'negative' }))
            expect(found.waiting).toBe(await list({ labelId, needed: 'waiting' }))
          }
        const before = { from: new Date(start - hours * hour).toISOString(), to: range.from }
        expect(result.previous.total).toBe(await list(before))
      }),
      { numRuns: 40 },
    )
  })

  it('measure waits from publication, with those that still wait as long as they have waited so far', async () => {
    const own = await addBrand(store, 'Timed')
    const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000)
    const mention = (more: Partial<NewMention>) => ({ brandId: own, feedId, publishedAt: at(100), ...more })
    await addMentions(store, [
      mention({ state: 'answered', firstResponseAt: at(90), resolvedAt: at(90) }),
      mention({ state: 'answered', firstResponseAt: at(80), resolvedAt: at(80) }),
      // Reopened: answered once, not resolved.
      mention({ state: 'queued', firstResponseAt: at(70) }),
      mention({ state: 'queued', publishedAt: at(50) }),
      // Needed no answer in the end; and one that never did.
      mention({ state: 'dismissed', resolvedAt: at(99) }),
      mention({ state: 'stream', queuedAt: null }),
    ])
    const { current, backlog, byBrand } = await read({
      from: at(120).toISOString(),
      to: at(0).toISOString(),
      brandId: own,
    })
    expect(current).toMatchObject({ total: 6, needed: 5, answered: 2, dismissed: 1 })
    // 10, 20, 30 and 50 minutes (and what passed since).
    expect(current.firstResponse).toMatchObject({ count: 4, waiting: 1 })
    expect(current.firstResponse.median).toBeCloseTo(25 * 60, 3)
    // Whoever waits for 50 minutes now is beyond the middle in any case: the median cannot change any more.
    expect(current.firstResponse.medianAtMost).toBeCloseTo(25 * 60, 3)
    expect(current.firstResponse.p90! / 60).toBeCloseTo(44, 0)
    // 1, 10, 20, 50 and 100 minutes.
    expect(current.resolution).toMatchObject({ count: 5, waiting: 2 })
    expect(current.resolution.median).toBeCloseTo(20 * 60, 3)
    expect(current.resolution.p90! / 60).toBeCloseTo(80, 0)
    expect(byBrand).toMatchObject([{ brandId: own, name: 'Timed', total: 6, waiting: 1 }])
    expect(backlog).toMatchObject({
      queued: 2,
      claimed: 0,
      snoozed: 0,
      longestWaitSince: at(50).toISOString(),
    })
  })

  it('say how long the median may still become, and that it may become anything', async () => {
    const own = await addBrand(store, 'Young')
    const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000)
    const mention = (more: Partial<NewMention>) => ({ brandId: own, feedId, publishedAt: at(100), ...more })
    const range = { from: at(120).toISOString(), to: at(0).toISOString(), brandId: own }
    await addMentions(store, [
      mention({ state: 'answered', firstResponseAt: at(90), resolvedAt: at(90) }),
      mention({ state: 'answered', firstResponseAt: at(60), resolvedAt: at(60) }),
      // So young that it has not waited long: an answer may come at once, or never.
      mention({ state: 'queued', publishedAt: at(5) }),
    ])
    const young = (await read(range)).current.firstResponse
    expect(young.median! / 60).toBeCloseTo(10, 0)
    expect(young.medianAtMost! / 60).toBeCloseTo(40, 0)

    await addMentions(store, [mention({ state: 'queued', publishedAt: at(4) })])
    expect((await read(range)).current.firstResponse).toMatchObject({ waiting: 2, medianAtMost: null })
    await addMentions(store, [mention({ state: 'queued' }), mention({ state: 'queued' })])
    expect((await read(range)).current.firstResponse.medianAtMost).toBeNull()
  })

  it('say what nobody knows with null', async () => {
    const { current, series, byBrand } = await read({
      from: '2020-01-01T00:00:00Z',
      to: '2020-01-01T02:00:00Z',
    })
    expect(series).toHaveLength(120)
    expect(byBrand).toEqual([])
    expect(current.netSentiment).toBeNull()
    expect(current.firstResponse).toEqual({
      count: 0,
      waiting: 0,
      median: null,
      medianAtMost: null,
      p90: null,
    })
  })
})

describe('buckets', () => {
  const hoursOf = ({ series }: Trends) =>
    series.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / hour)

  it('are minutes up to three hours, hours up to four days, else days', async () => {
    const from = '2026-06-10T00:00:00Z'
    const until = async (to: string) => (await read({ from, to })).bucket
    expect(await until('2026-06-10T03:00:00Z')).toBe('minute')
    expect(await until('2026-06-10T03:00:01Z')).toBe('hour')
    expect(await until('2026-06-14T00:00:00Z')).toBe('hour')
    expect(await until('2026-06-14T00:00:01Z')).toBe('day')
  })

  it('are days of the time zone, with 23 and 25 hours where its clocks change', async () => {
    const march = await read({
      from: '2026-03-26T23:00:00Z',
      to: '2026-03-31T22:00:00Z',
      timeZone: 'Europe/Berlin',
    })
    expect(hoursOf(march)).toEqual([24, 24, 23, 24, 24])
    const october = await read({
      from: '2026-10-22T22:00:00Z',
      to: '2026-10-27T23:00:00Z',
      timeZone: 'Europe/Berlin',
    })
    expect(hoursOf(october)).toEqual([24, 24, 25, 24, 24])
  })

  it('begin and end with the period, and at full local hours between', async () => {
    const { series } = await read({
      from: '2026-06-10T00:10:00Z',
      to: '2026-06-10T04:00:00Z',
      timeZone: 'Asia/Kolkata',
    })
    expect(series.map(({ start }) => start.slice(11, 16))).toEqual([
      '00:10',
      '00:30',
      '01:30',
      '02:30',
      '03:30',
    ])
    expect(series.at(-1)!.end).toBe('2026-06-10T04:00:00.000Z')
  })

  it('go through the hour that happens twice', async () => {
    const result = await read({
      from: '2026-10-25T00:30:00Z',
      to: '2026-10-25T04:00:00Z',
      timeZone: 'Europe/Berlin',
    })
    expect(hoursOf(result)).toEqual([0.5, 1, 1, 1])
  })
})

describe('a request that cannot be shown', () => {
  it.each([
    ['to', { from: '2026-06-10T00:00:00Z', to: '2026-06-10T00:00:00Z' }],
    ['from', { from: '2024-01-01T00:00:00Z', to: '2026-01-03T00:00:00Z' }],
    ['timeZone', { from: '2026-06-10T00:00:00Z', to: '2026-06-11T00:00:00Z', timeZone: 'Middle/Earth' }],
    ['timeZone', { from: '2026-06-10T00:00:00Z', to: '2026-06-11T00:00:00Z', timeZone: '+02:00' }],
  ])('names what is wrong: %s', async (path, request) => {
    await expect(read(request)).rejects.toMatchObject({ code: 'invalid_request', fields: [{ path }] })
  })
})
