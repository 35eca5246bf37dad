import { afterEach, beforeEach, expect, test } from 'vitest'
import { exclusionPreview } from '../../../../../shared/contract/exclusion.ts'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { addExclusion } from '../../../../../shared/domain/exclusions/add.ts'
import { changeExclusion } from '../../../../../shared/domain/exclusions/change.ts'
import { listExclusions } from '../../../../../shared/domain/exclusions/list.ts'
import { previewExclusion } from '../../../../../shared/domain/exclusions/preview.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { countLanes } from '../../../../../shared/domain/mentions/counts.ts'
import { brandsToMatch, matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { readMention } from '../../../../../shared/domain/mentions/detail.ts'
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
let feedId: number
let brandId: number
let ada: Awaited<ReturnType<typeof addPerson>>
let ann: typeof ada

beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  brandId = (await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })).id
  feedId = await addFeed(store, 'https://example.org/a')
  ada = await addPerson(store, 'Ada', 'admin')
  ann = await addPerson(store, 'Ann')
  await matchKept(hearing, store, brandId, new AbortController().signal)
})
afterEach(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

const posts = [
  { text: 'Lumo lamp is broken, a horrible thing' },
  { text: 'I like my Lumo lamp' },
  { text: 'Lumo lost my bag, a horrible experience' },
  { text: 'Another horrible Lumo lamp that I hate', author: 'Shop', authorUrl: 'https://spam.example/@shop' },
]
async function ids(): Promise<number[]> {
  return (await store.pool.query('SELECT id FROM mention ORDER BY id')).rows.map(({ id }) => id)
}
const cards = async () => readCards(store.db, await ids())
const states = async () =>
  Object.fromEntries((await cards()).map(({ excerpt, state }) => [excerpt.slice(0, 12), state]))
async function work() {
  for (const id of await brandsToMatch(store))
    await matchKept(hearing, store, id, new AbortController().signal)
}

test('what an active exclusion matches is heard, set aside, and counted there only', async () => {
  const exclusion = await addExclusion(store, ada, { brandId, text: 'lamp', active: true })
  await work()
  await hearing.hear(feedId, posts)
  expect(await states()).toEqual({
    'Lumo lamp is': 'aside',
    'I like my Lu': 'aside',
    'Lumo lost my': 'queued',
    'Another horr': 'aside',
  })
  const aside = (await cards()).find(({ state }) => state === 'aside')!
  expect(aside).toMatchObject({
    setAside: { kind: 'exclusion', exclusionId: exclusion.id, words: 'lamp' },
    queuedAt: null,
  })
  const { history } = await readMention(store, ann, aside.id)
  expect(history.map(({ kind, detail }) => [kind, detail.reason])).toEqual([
    ['heard', undefined],
    ['setAside', 'lamp'],
  ])
  expect((await countLanes(store, ann)).counts).toMatchObject({ queue: 1, stream: 1, aside: 3 })
  expect(await listExclusions(store)).toMatchObject([
    { hidden: 3, state: 'active', proposedBy: { name: 'Ada' } },
  ])
  await expect(addExclusion(store, ann, { brandId, text: 'bag', active: true })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('a proposal does nothing until it is decided; then it sets aside what waits, and nobody’s work', async () => {
  await hearing.hear(feedId, posts)
  const first = (await cards()).find(({ excerpt }) => excerpt.startsWith('Lumo lamp'))!
  await moves.claim(store, ann, first.id, {})
  const { id } = await addExclusion(store, ann, { brandId, text: 'lamp OR author:shop' })
  expect(await addExclusion(store, ada, { brandId, text: 'lamp OR author:shop' })).toMatchObject({
    id,
    state: 'proposed',
  })
  await work()
  expect(Object.values(await states())).not.toContain('aside')

  const preview = await previewExclusion(store, hearing, { brandId, text: 'lamp OR author:shop' })
  expect(exclusionPreview.parse(preview)).toEqual(preview)
  expect(preview).toMatchObject({ lookedAt: 4, hidden: 3, queued: 2, answered: 0 })
  expect(preview.examples.map(({ queued }) => queued)).toEqual([true, true, false])

  await changeExclusion(store, ada, id, { state: 'active' })
  expect(await brandsToMatch(store)).toEqual([brandId])
  await work()
  expect(await brandsToMatch(store)).toEqual([])
  expect(await states()).toEqual({
    'Lumo lamp is': 'claimed',
    'I like my Lu': 'aside',
    'Lumo lost my': 'queued',
    'Another horr': 'aside',
  })
  expect((await listExclusions(store))[0]).toMatchObject({ state: 'active', hidden: 2 })
})

test('ending one brings back what it set aside, into the queue or the stream, unless another keeps it out', async () => {
  await hearing.hear(feedId, posts)
  const lamp = await addExclusion(store, ada, { brandId, text: 'lamp', active: true })
  await work()
  const hate = await addExclusion(store, ada, { brandId, text: 'hate', active: true })
  await work()
  await changeExclusion(store, ada, lamp.id, { state: 'ended', bringBack: true })
  await work()
  expect(await states()).toEqual({
    'Lumo lamp is': 'queued',
    'I like my Lu': 'stream',
    'Lumo lost my': 'queued',
    'Another horr': 'aside',
  })
  const kept = (await cards()).find(({ state }) => state === 'aside')!
  expect(kept.setAside).toMatchObject({ exclusionId: hate.id, words: 'hate' })
  await moves.bringBack(store, ann, kept.id, {})
  expect((await readCards(store.db, [kept.id]))[0]).toMatchObject({ state: 'queued', setAside: null })
  await hearing.hear(feedId, [{ text: 'A third lamp of Lumo' }])
  expect((await states())['A third lamp']).toBe('stream')
  const lampCard = (await cards()).find(({ excerpt }) => excerpt.startsWith('Lumo lamp is'))!
  const { history } = await readMention(store, ann, lampCard.id)
  expect(history.map(({ kind, actor }) => [kind, actor?.name])).toContainEqual(['bringBack', 'Ada'])
})

test('setting many aside is done in pages, and goes on where it was broken off', async () => {
  await hearing.hear(
    feedId,
    Array.from({ length: 1300 }, (_, n) => ({
      text: `Lumo lamp number ${n}`,
      publishedAt: new Date(Date.now() - n * 1000),
    })),
  )
  const { id } = await addExclusion(store, ada, { brandId, text: 'lamp', active: true })
  const broken = new AbortController()
  const tools = {
    ...hearing,
    listening: {
      read: async (connection: Parameters<typeof hearing.listening.read>[0]) => {
        broken.abort()
        return hearing.listening.read(connection)
      },
    },
  }
  await expect(matchKept(tools, store, brandId, broken.signal)).rejects.toThrow()
  const aside = async () => (await countLanes(store, ann)).counts.aside
  expect(await aside()).toBe(1000)
  await work()
  expect((await listExclusions(store))[0]).toMatchObject({ id, hidden: 1300 })
  await changeExclusion(store, ada, id, { state: 'ended', bringBack: true })
  await work()
  expect(await aside()).toBe(0)
})

test('words that cannot be read are refused at their place, and a brand must be there', async () => {
  await expect(addExclusion(store, ann, { brandId, text: 'lamp AND (' })).rejects.toMatchObject({
    code: 'invalid_query',
    fields: [{ path: 'text' }],
  })
  await expect(previewExclusion(store, hearing, { brandId, text: '(' })).rejects.toMatchObject({
    code: 'invalid_query',
  })
  await expect(addExclusion(store, ann, { brandId: 999, text: 'lamp' })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(changeExclusion(store, ada, 999, { state: 'ended' })).rejects.toMatchObject({
    code: 'not_found',
  })
})
