import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { changeBrand } from '../../../../../shared/domain/brands/change.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { readMention } from '../../../../../shared/domain/mentions/detail.ts'
import { matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { createHearing, type Hearing } from '../../../../support/hear.ts'
import {
  addFeed,
  addPerson,
  contradictions,
  openTestStore,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let hearing: Hearing
let feeds: number[]
let brandId: number
const text = 'Lumo lost my bag and nobody helps, a horrible experience'
const identity = 'https://example.org/posts/1'

beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  brandId = (await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })).id
  feeds = []
  for (const name of ['a', 'b', 'c', 'd']) feeds.push(await addFeed(store, `https://example.org/${name}`))
})
afterEach(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

async function mentions() {
  const { rows } = await store.pool.query('SELECT id FROM mention ORDER BY id')
  return readCards(
    store.db,
    rows.map(({ id }) => id),
  )
}
const changesOf = async (id: number) =>
  (await store.pool.query('SELECT revision FROM change WHERE $1 = ANY (mention_ids)', [id])).rows.length

test('a post that is heard through several feeds is one mention, and its card says in how many places', async () => {
  await hearing.hear(feeds[0]!, [{ identity, text, url: 'https://example.org/posts/1' }])
  const again = await hearing.hear(feeds[1]!, [
    { identity, text: 'Edited: Lumo lost my bag and nobody helps', url: 'https://b.example/' },
  ])
  const [only, ...others] = await mentions()
  expect(others).toEqual([])
  expect(only).toMatchObject({ sightings: 2, excerpt: text, state: 'queued', version: 1 })
  expect(again.mentions).toBe(0)
  expect(again.changed).toEqual(new Map([[brandId, [only!.id]]]))
  expect(await changesOf(only!.id)).toBe(2)
  const viewer = await addPerson(store, 'Ann')
  expect((await readMention(store, viewer, only!.id)).seenIn).toMatchObject([
    { feedId: feeds[1], url: 'https://b.example/' },
  ])
})

test('concurrent polls of many feeds end in one mention with all sightings, in whatever order they list posts', async () => {
  const posts = Array.from({ length: 30 }, (_, n) => ({
    identity: `https://example.org/posts/${n}`,
    text: `Lumo post number ${n}`,
    externalId: `${n}`,
  }))
  for (let round = 0; round < 3; round += 1) {
    const batch = posts.map((post) => ({
      ...post,
      identity: `${post.identity}/${round}`,
      externalId: `${round}-${post.externalId}`,
      text: `${post.text} of round ${round}`,
    }))
    await Promise.all(
      feeds.map((feedId, at) =>
        hearing.hear(
          feedId,
          at % 2
            ? batch.toReversed().map((post, n) => ({ ...post, externalId: `r${n}-${post.externalId}` }))
            : batch,
        ),
      ),
    )
  }
  const all = await mentions()
  expect(all).toHaveLength(90)
  expect(all.map(({ sightings }) => sightings)).toEqual(all.map(() => 4))
  const { rows } = await store.pool.query('SELECT count(*) FROM sighting')
  expect(rows[0].count).toBe(270)
})

test('the same post twice in one batch is one mention; entries that share a page and differ are not', async () => {
  await hearing.hear(feeds[0]!, [
    { identity, text },
    { identity, text },
  ])
  expect(await mentions()).toMatchObject([{ sightings: 2 }])
  const page = 'https://example.org/reviews'
  await hearing.hear(feeds[0]!, [
    { identity: page, text: 'Lumo is slow' },
    { identity: page, text: 'Lumo is late' },
  ])
  await hearing.hear(feeds[1]!, [{ identity: `${page}/2`, text: 'Lumo is rude' }])
  await hearing.hear(feeds[1]!, [{ identity: `${page}/2`, text: 'Lumo is dear' }])
  const others = (await mentions()).slice(1)
  expect(others.map(({ excerpt }) => excerpt).toSorted()).toEqual([
    'Lumo is dear',
    'Lumo is late',
    'Lumo is rude',
    'Lumo is slow',
  ])
  expect(others.map(({ sightings }) => sightings)).toEqual([1, 1, 1, 1])
})

test('hearing it once more changes nothing; two brands have a mention each; a brand’s own feed counts, too', async () => {
  const other = (await addBrand(store.db, { name: 'Bags', queries: [{ text: 'bag' }] })).id
  await hearing.hear(feeds[0]!, [{ identity, text, externalId: '1' }])
  await hearing.hear(feeds[1]!, [{ identity, text, externalId: '1' }])
  const { changed } = await hearing.hear(feeds[1]!, [{ identity, text, externalId: '1' }])
  expect(changed.size).toBe(0)
  expect((await mentions()).map((card) => [card.brandId, card.sightings])).toEqual([
    [brandId, 2],
    [other, 2],
  ])
  await hearing.hear(feeds[2]!, [{ identity, text: 'lost my bag and nobody helps' }], { brandId: other })
  expect((await mentions()).map((card) => [card.brandId, card.sightings])).toEqual([
    [brandId, 2],
    [other, 3],
  ])
})

test('a new brand’s look at the items kept makes one mention of a post that two feeds brought', async () => {
  const kept = { identity: 'https://example.org/posts/9', text: 'Tide is down again' }
  await hearing.hear(feeds[0]!, [kept])
  await hearing.hear(feeds[1]!, [kept])
  const { id } = await addBrand(store.db, { name: 'Tide', queries: [{ text: 'tide' }] })
  await matchKept(hearing, store, id, new AbortController().signal)
  expect(await mentions()).toMatchObject([{ brandId: id, sightings: 2, feedId: feeds[0] }])
  const { rows } = await store.pool.query('SELECT mentions FROM feed ORDER BY id')
  expect(rows.map(({ mentions: count }) => count)).toEqual([1, 0, 0, 0])
})

test('an address that another feed has claimed with other words hides no post', async () => {
  await hearing.hear(feeds[0]!, [{ identity, text: 'Lumo is wonderful, thank you for a great flight' }])
  await hearing.hear(feeds[1]!, [{ identity, text }])
  await hearing.hear(feeds[2]!, [{ identity, text: `${text}, says Jo` }])
  await hearing.hear(feeds[3]!, [{ identity, text: 'Lumo opens a new lounge in Oslo on Monday' }])
  expect(await mentions()).toMatchObject([
    { state: 'stream', sightings: 1 },
    { state: 'queued', excerpt: text },
    { state: 'stream', storyId: expect.anything() },
    { state: 'stream', excerpt: 'Lumo opens a new lounge in Oslo on Monday' },
  ])
})

test('a complaint is no copy of what was never looked at: praise with its headline, or dated long ago', async () => {
  const title = 'Lumo lost my bag and nobody helps'
  await hearing.hear(feeds[0]!, [
    { identity, title, text: 'Just kidding, they are great, wonderful, the best' },
  ])
  await hearing.hear(feeds[1]!, [{ identity, title, text: 'A horrible experience, awful and rude people' }])
  const old = { identity: `${identity}/old`, text: `${text} at all` }
  await hearing.hear(feeds[0]!, [{ ...old, publishedAt: new Date(Date.now() - 90 * 86_400_000) }])
  await hearing.hear(feeds[1]!, [old])
  expect((await mentions()).map(({ state }) => state)).toEqual(['stream', 'queued', 'stream', 'queued'])
})

test('a copy of what staff have said to be none is no complaint either', async () => {
  const by = await addPerson(store, 'Ada', 'admin')
  await changeBrand(store, by, brandId, { queueThreshold: -1, queueUrgent: false })
  await hearing.hear(feeds[0]!, [{ identity, text }])
  const { id } = (await mentions())[0]!
  await moves.correct(store, by, id, { label: 'neutral' })
  await changeBrand(store, by, brandId, { queueThreshold: 0 })
  await hearing.hear(feeds[1]!, [{ identity, text }])
  expect(await mentions()).toMatchObject([{ id, state: 'stream', sightings: 2 }])
  await moves.correct(store, by, id, { label: null })
  await hearing.hear(feeds[2]!, [{ identity, text }])
  expect(await mentions()).toMatchObject([{ id }, { state: 'queued' }])
})

test('of a text that another feed has as a headline or a summary there is one mention', async () => {
  await hearing.hear(feeds[0]!, [{ identity, title: 'Lumo flies to Oslo', text: '' }])
  await hearing.hear(feeds[1]!, [
    { identity, title: 'Lumo flies to Oslo', text: 'From Monday on, twice a day, with new planes.' },
  ])
  await hearing.hear(feeds[2]!, [{ identity, title: '', text: 'Lumo flies to Oslo … twice a day' }])
  expect(await mentions()).toMatchObject([{ sightings: 3 }])
})
