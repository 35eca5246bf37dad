import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { readMention } from '../../../../../shared/domain/mentions/detail.ts'
import { indexSearch } from '../../../../../shared/domain/mentions/index-search.ts'
import { listMentions } from '../../../../../shared/domain/mentions/list.ts'
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
let ann: Awaited<ReturnType<typeof addPerson>>
const text = 'Lumo lost my bag, a horrible experience'
const post = {
  externalId: '1',
  identity: 'at://jo/1',
  text,
  author: 'jo',
  authorUrl: 'https://example.org/@jo',
}

beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })
  feeds = [await addFeed(store, 'https://example.org/a'), await addFeed(store, 'https://example.org/b')]
  ann = await addPerson(store, 'Ann')
})
afterEach(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})
const onlyId = async () => (await store.pool.query('SELECT id FROM mention')).rows[0].id as number
const wordsLeft = async () =>
  (await store.pool.query(`SELECT FROM item WHERE title <> '' OR text <> '' OR author IS NOT NULL`)).rows
    .length

test('a deleted post is set aside, its words are gone wherever it was heard, and do not come back', async () => {
  await hearing.hear(feeds[0]!, [post])
  await hearing.hear(feeds[1]!, [{ ...post, externalId: 'other' }])
  while ((await indexSearch(store, 10)) > 0);
  await hearing.forget(feeds[1]!, ['other', 'never heard'])
  const detail = await readMention(store, ann, await onlyId())
  expect(detail).toMatchObject({ text: '', authorUrl: null, contributions: [], matches: [] })
  expect(detail.card).toMatchObject({
    state: 'aside',
    setAside: { kind: 'deleted' },
    author: null,
    excerpt: '',
  })
  expect(detail.history.map(({ kind }) => kind)).toEqual(['heard', 'deletedByAuthor'])
  expect(await wordsLeft()).toBe(0)
  expect((await store.pool.query('SELECT FROM item_search')).rows).toEqual([])

  await hearing.hear(feeds[0]!, [post])
  await hearing.hear(feeds[0]!, [{ ...post, externalId: 'listed anew' }])
  expect(await wordsLeft()).toBe(0)
  await hearing.forget(feeds[0]!, ['1'])
  expect((await readMention(store, ann, await onlyId())).history).toHaveLength(2)
  expect((await listMentions(store, ann, { lane: 'stream' }, { limit: 10 })).mentions).toEqual([])
})

test('what somebody has taken stays theirs and says that it is deleted; so does what comes back', async () => {
  await hearing.hear(feeds[0]!, [post])
  const id = await onlyId()
  await moves.claim(store, ann, id, {})
  await hearing.forget(feeds[0]!, ['1'])
  const card = () => readMention(store, ann, id).then((detail) => detail.card)
  expect(await card()).toMatchObject({
    state: 'claimed',
    owner: { id: ann.id },
    setAside: { kind: 'deleted' },
  })
  await moves.dismiss(store, ann, id, { reason: 'no_answer_needed' })
  expect(await card()).toMatchObject({ state: 'dismissed', setAside: { kind: 'deleted' } })
})
