import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { addKnownHandle, removeKnownHandle } from '../../../../../shared/domain/known-handles/change.ts'
import { listKnownHandles } from '../../../../../shared/domain/known-handles/list.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { createHearing, type Hearing } from '../../../../support/hear.ts'
import { addFeed, contradictions, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let hearing: Hearing
let feedId: number
beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })
  feedId = await addFeed(store, 'https://example.org/a')
})
afterEach(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

const authors = [
  { author: 'Help', authorUrl: 'https://social.example/@Lumo_Help' },
  { author: '@lumo_help', authorUrl: null },
  { author: 'lumo_helper', authorUrl: 'https://social.example/@lumo_helper' },
  { author: null, authorUrl: null },
]
const hearAll = (source: string) =>
  hearing.hear(
    feedId,
    authors.map((author, n) => ({
      ...author,
      externalId: `${source}-${n}`,
      text: `Lumo is horrible ${source} ${n}`,
    })),
    { source },
  )
async function kinds() {
  const { rows } = await store.pool.query(
    'SELECT m.id FROM mention m JOIN item i ON i.id = item_id ORDER BY external_id',
  )
  const cards = await readCards(
    store.db,
    rows.map(({ id }) => id),
  )
  return cards.map(({ authorKind, state }) => `${authorKind ?? 'other'} ${state}`)
}

test('authors that are ours are marked when they are heard, and do not enter the queue by themselves', async () => {
  const known = await addKnownHandle(store, { handle: ' @LUMO_Help', kind: 'staff', name: 'Help desk' })
  expect(await listKnownHandles(store)).toEqual([
    { id: known.id, source: null, handle: 'lumo_help', kind: 'staff', name: 'Help desk' },
  ])
  await hearAll('github')
  expect(await kinds()).toEqual(['staff stream', 'staff stream', 'other queued', 'other queued'])
})

test('adding and removing one marks what is there, live, and takes nothing out of the queue', async () => {
  await hearAll('bluesky')
  await hearAll('mastodon')
  const { id } = await addKnownHandle(store, {
    handle: 'https://social.example/@lumo_help',
    kind: 'partner',
    source: 'mastodon',
  })
  expect((await listKnownHandles(store))[0]).toMatchObject({ handle: 'lumo_help@social.example' })
  const before = ['other queued', 'other queued', 'other queued', 'other queued']
  expect(await kinds()).toEqual([...before, 'partner queued', ...before.slice(1)])
  const { rows } = await store.pool.query('SELECT revision FROM brand')
  expect(rows).toEqual([{ revision: 3 }])
  await removeKnownHandle(store, id)
  expect(await kinds()).toEqual([...before, ...before])
  await expect(removeKnownHandle(store, id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(addKnownHandle(store, { handle: '@', kind: 'staff' })).rejects.toMatchObject({
    code: 'invalid_request',
  })
})

test('the same handle again says something else of it, and one source’s counts before all’s', async () => {
  await addKnownHandle(store, { handle: 'lumo_help', kind: 'staff' })
  await addKnownHandle(store, { handle: '@lumo_help', kind: 'partner' })
  await addKnownHandle(store, { handle: 'lumo_help', kind: 'staff', source: 'bluesky' })
  expect(await listKnownHandles(store)).toMatchObject([
    { kind: 'partner' },
    { kind: 'staff', source: 'bluesky' },
  ])
  await hearAll('bluesky')
  await hearAll('github')
  expect((await kinds()).map((one) => one.split(' ')[0])).toEqual(
    'staff staff other other partner partner other other'.split(' '),
  )
})

test('a name for show makes nobody one of ours: not in a feed, not on another server, not on a forum', async () => {
  await addKnownHandle(store, { handle: 'lumo_help', kind: 'staff' })
  await addKnownHandle(store, { handle: 'lumo_help@social.example', kind: 'staff', source: 'mastodon' })
  let said = 0
  const called = (author: string, authorUrl: string | null, source: string) =>
    hearing.hear(feedId, [{ author, authorUrl, text: `Lumo is horrible ${(said += 1)}` }], {
      source,
    })
  await called('lumo_help', null, 'rss')
  await called('lumo_help', 'https://social.example/@lumo_help', 'rss')
  await called('Lumo_Help', 'https://social.example/@jo', 'mastodon')
  await called('Lumo_Help', 'https://evil.example/@lumo_help', 'mastodon')
  await called('lumo_help', 'https://forum.example/u/lumo_help', 'discourse')
  await called('lumo_help', 'https://stackoverflow.com/users/7/lumo-help', 'stackexchange')
  await called('lumo_help', 'https://itunes.example/reviews/id7', 'appstore')
  await called('Jo', 'https://social.example/@lumo_help', 'mastodon')
  const { rows } = await store.pool.query('SELECT state, author_kind FROM mention ORDER BY id')
  expect(rows.map(({ state, author_kind: kind }) => `${state} ${kind}`)).toEqual([
    ...Array.from({ length: 7 }, () => 'queued null'),
    'stream staff',
  ])
  await expect(
    addKnownHandle(store, { handle: '@lumo_help', kind: 'staff', source: 'lemmy' }),
  ).rejects.toMatchObject({ fields: [{ path: 'handle' }] })
})
