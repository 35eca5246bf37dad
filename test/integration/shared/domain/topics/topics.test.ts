import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Topics } from '../../../../../shared/contract/topic.ts'
import { brandsOwedTopics } from '../../../../../shared/domain/topics/owed.ts'
import { findTopicsHandler } from '../../../../../workers/find-topics.ts'
import { addBrand, addFeed, addMentions, type NewMention } from '../../../../support/store.ts'
import { startTestWeb, type TestWeb } from '../../../../support/web.ts'

const hourMs = 3_600_000
const things = 'bag seat desk app meal crew gate bus chair lamp door song'.split(' ')

let web: TestWeb
let reader: Awaited<ReturnType<TestWeb['signedIn']>>
let brandId: number
let feedId: number
let pokes: unknown[]

beforeEach(async () => {
  pokes = []
  web = await startTestWeb({ poke: (send) => (poke) => (pokes.push(poke), send(poke)) })
  reader = await web.signedIn('agent')
  brandId = await addBrand(web.store, 'Acme')
  feedId = await addFeed(web.store, 'https://example.org/feed')
})
afterEach(() => web.close())

const ago = (hours: number) => new Date(Date.now() - hours * hourMs)
const look = () =>
  findTopicsHandler.run({ brandId }, { store: web.store, signal: new AbortController().signal } as never)
const read = async (query = ''): Promise<Topics> => (await reader.get(`/api/topics${query}`)).body
const add = (mentions: Partial<NewMention>[]) =>
  addMentions(
    web.store,
    mentions.map((mention) => ({ brandId, feedId, state: 'stream', label: 'neutral', ...mention })),
  )
/** Nothing happens: everybody says something else about Acme. */
const quietMonth = (count = 90) =>
  add(
    Array.from({ length: count }, (_, index) => ({
      text: `Acme has a ${things[index % things.length]} number ${index}`,
      authorKey: `somebody ${index}`,
      publishedAt: ago(2 + (index * 27 * 24) / count),
    })),
  )
const strike = (count = 8, more: Partial<NewMention> = {}) =>
  add(
    Array.from({ length: count }, (_, index) => ({
      text: `Acme ${things[index % things.length]}: the ${index % 3 === 0 ? 'strikes' : 'strike'} goes on`,
      authorKey: `striker ${index}`,
      label: index < 5 ? 'negative' : 'neutral',
      publishedAt: ago(1 + index / 10),
      ...more,
    })),
  )
/** As if so many minutes had gone by since the last look. */
const later = (minutes: number) =>
  web.pool.query(
    `UPDATE brand SET topics_at = topics_at - $1 * interval '1 minute',
    created_at = created_at - $1 * interval '1 minute'`,
    [minutes],
  )
const somethingIsHeard = () => web.pool.query(`SELECT record_change($1, '{}')`, [brandId])

test('what rises is told with the counts, the past and the mentions behind it', async () => {
  await quietMonth()
  const behind = await strike()
  await look()

  const { topics, tooFew, computedAt } = await read()
  expect(tooFew).toEqual([])
  expect(Date.parse(computedAt!)).toBeGreaterThan(Date.now() - 60_000)
  const today = topics.filter(({ window }) => window === 'day')
  expect(today).toEqual([
    expect.objectContaining({
      brandId,
      words: 'strike',
      variants: ['strikes'],
      mentions: 8,
      negative: 5,
      usual: 0,
    }),
  ])
  expect(today[0]!.chance).toBeLessThan(0.01)
  expect(today[0]!.days).toEqual([...Array.from({ length: 27 }, () => 0), 8])
  expect(pokes).toContainEqual({ about: 'setup', what: 'topics' })

  const list = await reader.get(`/api/mentions?lane=stream&topicId=${today[0]!.id}&limit=100`)
  expect(list.body.mentions.map(({ id }: { id: number }) => id).toSorted()).toEqual(behind.toSorted())
})

test('a topic keeps its id while it rises, and goes when it does not', async () => {
  await quietMonth()
  await strike()
  await look()
  const [before] = (await read()).topics
  await strike(4, { authorKey: null, text: 'Acme on strike, they say' })
  await later(2)
  await somethingIsHeard()
  await look()
  const [after] = (await read()).topics
  expect(after).toMatchObject({ id: before!.id, mentions: 12 })

  await web.pool.query(
    `UPDATE mention SET published_at = published_at - interval '9 days' WHERE brand_id = $1`,
    [brandId],
  )
  await later(2)
  await somethingIsHeard()
  await look()
  expect((await read()).topics).toEqual([])
  expect((await web.pool.query('SELECT FROM topic_mention')).rowCount).toBe(0)
})

test('what is set aside, said again in a story, or by our own people, counts nothing', async () => {
  await quietMonth()
  const kept = await strike()
  const [first] = kept
  const others = [...(await strike(3, { state: 'aside' })), ...(await strike(6))]
  await web.pool.query(`UPDATE mention SET story_id = $1 WHERE id = ANY($2)`, [first, others.slice(3, 6)])
  await web.pool.query(`UPDATE mention SET author_kind = 'staff' WHERE id = ANY($1)`, [others.slice(6)])
  await look()
  const [topic] = (await read()).topics
  const list = await reader.get(`/api/mentions?lane=stream&topicId=${topic!.id}&limit=100`)
  expect(list.body.mentions.map(({ id }: { id: number }) => id).toSorted()).toEqual(kept.toSorted())

  // The count stays that of the list when something behind it is set aside afterwards.
  await web.pool.query(`UPDATE mention SET state = 'aside' WHERE id = $1`, [kept[1]])
  expect((await read()).topics[0]).toMatchObject({ mentions: 7, negative: 4 })
})

test('a brand is looked at when there is enough, then when something was heard, every ten minutes at most', async () => {
  await quietMonth(20)
  expect(await brandsOwedTopics(web.store)).toEqual([])
  await quietMonth()
  expect(await brandsOwedTopics(web.store)).toEqual([brandId])
  await strike()
  await look()
  await somethingIsHeard()
  expect(await brandsOwedTopics(web.store)).toEqual([])
  // While it is new, its past is heard bit by bit.
  await later(2)
  expect(await brandsOwedTopics(web.store)).toEqual([brandId])
  await later(90)
  await look()
  await later(9)
  await somethingIsHeard()
  expect(await brandsOwedTopics(web.store)).toEqual([])
  await later(2)
  expect(await brandsOwedTopics(web.store)).toEqual([brandId])
  await look()
  expect(await brandsOwedTopics(web.store)).toEqual([])
  // Nothing new is heard, but what was found gets old.
  await later(61)
  await web.pool.query(`UPDATE change SET at = at - interval '1 day'`)
  expect(await brandsOwedTopics(web.store)).toEqual([brandId])
  await web.pool.query('UPDATE brand SET archived_at = now()')
  expect(await brandsOwedTopics(web.store)).toEqual([])
})

test('a brand with too little past says so; others are told alone', async () => {
  await quietMonth(13)
  const other = await addBrand(web.store, 'Borea')
  const { topics, tooFew, computedAt } = await read()
  expect({ topics, computedAt }).toEqual({ topics: [], computedAt: null })
  expect(tooFew.filter(({ window }) => window === 'day').map(({ why }) => why)).toEqual([
    'Acme was mentioned 12 times in the four weeks before the last 24 hours; at least 30 mentions are needed to know what is usual.',
    'Borea was not mentioned in the four weeks before the last 24 hours; at least 30 mentions are needed to know what is usual.',
  ])
  expect(tooFew.find(({ window }) => window === 'week')!.why).toMatch(
    /^Acme was mentioned (9|10) times in the four weeks before the last 7 days;/,
  )
  expect((await read(`?brandId=${other}`)).tooFew.map((one) => one.brandId)).toEqual([other, other])
})

test('a look that is broken off leaves what was found last', async () => {
  await quietMonth()
  await strike()
  await look()
  const before = await read()
  await strike(4)
  await later(2)
  await somethingIsHeard()
  const aborted = AbortSignal.abort(new Error('ends'))
  await expect(
    findTopicsHandler.run({ brandId }, { store: web.store, signal: aborted } as never),
  ).rejects.toThrow('ends')
  expect((await read()).topics).toEqual(before.topics)
})
