import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { readMention } from '../../../../../shared/domain/mentions/detail.ts'
import { addKnownHandle } from '../../../../../shared/domain/known-handles/change.ts'
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
const text = 'Lumo lost my bag in Porto and nobody at the desk helps, this is a horrible experience'

beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })
  feeds = [await addFeed(store, 'https://example.org/a'), await addFeed(store, 'https://example.org/b')]
})
afterEach(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

const by = (name: string) => ({ author: name, authorUrl: `https://example.org/@${name}` })
async function cards() {
  const { rows } = await store.pool.query('SELECT id FROM mention ORDER BY id')
  return readCards(
    store.db,
    rows.map(({ id }) => id),
  )
}
const shape = async () =>
  (await cards()).map(({ state, storyId, storySize }) => [state, storyId !== null, storySize])

test('many who tell one story are one entry in the queue, and its detail shows the others', async () => {
  await hearing.hear(feeds[0]!, [{ text, ...by('jo') }])
  await hearing.hear(feeds[1]!, [
    { text: `RT @jo: ${text}`, ...by('ann') },
    { text: `${text} https://example.org/x #lumo`, ...by('bo') },
    { text: 'Lumo broke my suitcase at the gate and nobody at the desk helps, horrible', ...by('cy') },
  ])
  const [head] = await cards()
  const all = await cards()
  expect(all.filter(({ state }) => state === 'queued')).toHaveLength(2)
  expect(head).toMatchObject({ state: 'queued', storyId: null, storySize: 3 })
  const repeats = all.filter(({ storyId }) => storyId === head!.id)
  expect(repeats.map(({ state, queuedAt }) => [state, queuedAt])).toEqual([
    ['stream', null],
    ['stream', null],
  ])
  const ann = await addPerson(store, 'Ann')
  const detail = await readMention(store, ann, head!.id)
  expect(detail.story.map(({ id }) => id).toSorted()).toEqual(repeats.map(({ id }) => id).toSorted())
  const ofRepeat = await readMention(store, ann, repeats[0]!.id)
  expect(ofRepeat.story.map(({ id }) => id)).toEqual([head!.id, repeats[1]!.id])
  // The others can be taken one by one.
  await moves.claim(store, ann, repeats[0]!.id, {})
})

test('two polls that bring the same story at once make one entry in the queue', async () => {
  for (let round = 0; round < 5; round += 1) {
    const told = `${text}, says number ${'abcde'[round]} of those who were there with ${'vwxyz'[round]}`
    await Promise.all(
      feeds.map((feedId, at) => hearing.hear(feedId, [{ text: told, ...by(`p${round}${at}`) }])),
    )
  }
  const all = await cards()
  for (const head of all.filter(({ storyId }) => storyId === null))
    expect(head.storySize).toBe(1 + all.filter(({ storyId }) => storyId === head.id).length)
  expect(all.filter(({ state }) => state === 'queued').length).toBe(
    all.filter(({ storyId }) => storyId === null).length,
  )
  expect(all.filter(({ storyId }) => storyId === null).length).toBeLessThanOrEqual(5)
})

test('what its author says again is not folded away, and reopens what was closed', async () => {
  const ann = await addPerson(store, 'Ann')
  await hearing.hear(feeds[0]!, [{ text, ...by('jo') }])
  const [first] = await cards()
  await moves.claim(store, ann, first!.id, {})
  await moves.answer(store, ann, first!.id, { text: 'We look into it.' })
  await hearing.hear(feeds[0]!, [{ text, ...by('jo') }])
  expect(await shape()).toEqual([
    ['queued', false, 1],
    ['queued', false, 1],
  ])
})

test('repeats stay in the stream when the first was dismissed or answered', async () => {
  const ann = await addPerson(store, 'Ann')
  await hearing.hear(feeds[0]!, [{ text, ...by('jo') }])
  const [first] = await cards()
  await moves.dismiss(store, ann, first!.id, { reason: 'not_about_us' })
  await hearing.hear(feeds[0]!, [{ text, ...by('bo') }])
  expect(await shape()).toEqual([
    ['dismissed', false, 2],
    ['stream', true, 1],
  ])
})

test('a complaint enters the queue when nobody who says the same has been there', async () => {
  const old = new Date(Date.now() - 40 * 86_400_000)
  await hearing.hear(feeds[0]!, [{ text, publishedAt: old, ...by('jo') }])
  await hearing.hear(feeds[0]!, [{ text, ...by('bo') }])
  await hearing.hear(feeds[0]!, [{ text, ...by('cy') }])
  expect(await shape()).toEqual([
    ['stream', false, 3],
    ['queued', true, 1],
    ['stream', true, 1],
  ])
})

test('when the first is deleted by its author, the next who says the same takes its place', async () => {
  await hearing.hear(feeds[0]!, [{ text, externalId: 'one', ...by('jo') }])
  await hearing.hear(feeds[0]!, [{ text, externalId: 'two', ...by('bo') }])
  await hearing.hear(feeds[0]!, [{ text, externalId: 'three', ...by('cy') }])
  await hearing.forget(feeds[0]!, ['one'])
  expect((await shape()).map(([state]) => state)).toEqual(['aside', 'queued', 'stream'])
  await hearing.forget(feeds[0]!, ['two'])
  expect((await shape()).map(([state]) => state)).toEqual(['aside', 'aside', 'queued'])
})

test('short outcries of many people are many entries; those of our own people are none', async () => {
  await addKnownHandle(store, { handle: '@lumo_help', kind: 'staff', source: 'rss' })
  await hearing.hear(feeds[0]!, [
    { text: 'Lumo is horrible!', ...by('jo') },
    { text: 'lumo is horrible', ...by('bo') },
    { text: 'Lumo is a horrible, awful company, says everybody today', ...by('Lumo_Help') },
  ])
  const all = await cards()
  expect(all.map(({ state, authorKind }) => `${state} ${authorKind}`).toSorted()).toEqual([
    'queued null',
    'queued null',
    'stream staff',
  ])
})
