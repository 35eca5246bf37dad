import { afterAll, beforeAll, expect, it } from 'vitest'
import { countCap, laneCounts } from '../../../../../shared/contract/mention.ts'
import { countLanes } from '../../../../../shared/domain/mentions/counts.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  openTestStore,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let lena: Awaited<ReturnType<typeof addPerson>>
let omar: typeof lena
let brands: number[]
let feedId: number

beforeAll(async () => {
  store = await openTestStore()
  lena = await addPerson(store, 'Lena')
  omar = await addPerson(store, 'Omar')
  brands = [await addBrand(store, 'Acme'), await addBrand(store, 'Other')]
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterAll(() => store.close())

it('counts nothing when there is nothing', async () => {
  expect(await countLanes(store, lena)).toEqual({
    counts: {
      queue: 0,
      mine: 0,
      claimed: 0,
      snoozed: 0,
      answered: 0,
      dismissed: 0,
      stream: 0,
      unscored: 0,
      aside: 0,
    },
    longestWaitSince: null,
    longestWaitMentionId: null,
    revisions: { [brands[0]!]: 0, [brands[1]!]: 0 },
  })
})

it('counts each lane, for one brand or all, and names who waits longest for a first answer', async () => {
  const now = Date.now()
  const at = (minutes: number) => new Date(now - minutes * 60_000)
  const [acme, other] = brands as [number, number]
  const ids = await addMentions(store, [
    // Answered once and reopened, or closed: nobody waits for a first answer there.
    { brandId: acme, feedId, publishedAt: at(90), firstResponseAt: at(80) },
    // To the author, a snoozed one waits like any other.
    { brandId: acme, feedId, publishedAt: at(45), state: 'snoozed' },
    { brandId: acme, feedId, publishedAt: at(60), state: 'dismissed' },
    { brandId: acme, feedId, publishedAt: at(30), state: 'claimed', ownerId: lena.id },
    { brandId: acme, feedId, publishedAt: at(20), state: 'claimed', ownerId: omar.id },
    { brandId: other, feedId, publishedAt: at(50) },
    { brandId: other, feedId, publishedAt: at(40), state: 'stream' },
    { brandId: other, feedId, publishedAt: at(41), state: 'stream', label: null },
    { brandId: other, feedId, publishedAt: at(55), state: 'aside' },
  ])
  const all = await countLanes(store, lena)
  expect(laneCounts.parse(all)).toEqual(all)
  expect(all).toMatchObject({
    counts: {
      queue: 2,
      mine: 1,
      claimed: 2,
      snoozed: 1,
      answered: 0,
      dismissed: 1,
      stream: 8,
      unscored: 1,
      aside: 1,
    },
    longestWaitSince: at(50).toISOString(),
    longestWaitMentionId: ids[5],
  })
  expect(await countLanes(store, lena, acme)).toMatchObject({
    counts: { queue: 1, mine: 1, claimed: 2, stream: 5, unscored: 0 },
    longestWaitMentionId: ids[1],
  })
})

it('stops counting where a number tells nothing any more', async () => {
  const many = await addBrand(store, 'Many')
  await store.pool.query(
    `WITH posts AS (
      INSERT INTO item (feed_id, external_id, title, text)
        SELECT $1, 'many ' || n, '', '' FROM generate_series(1, $3::int) n RETURNING id
    )
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, model_version, severity, published_at, priority_at)
      SELECT $2, id, $1, 'rss', 'stream', 'x', 0, now(), now() FROM posts`,
    [feedId, many, countCap + 5],
  )
  expect((await countLanes(store, lena, many)).counts).toMatchObject({ stream: countCap, unscored: countCap })
})
