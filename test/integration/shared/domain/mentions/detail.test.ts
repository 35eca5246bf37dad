import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mentionDetail, type HistoryEvent } from '../../../../../shared/contract/mention.ts'
import { readMention } from '../../../../../shared/domain/mentions/detail.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
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
let lena: Awaited<ReturnType<typeof addPerson>>
let omar: typeof lena
let brandId: number
let feedId: number

beforeAll(async () => {
  store = await openTestStore()
  lena = await addPerson(store, 'Lena')
  omar = await addPerson(store, 'Omar')
  brandId = await addBrand(store, 'Acme')
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterAll(() => store.close())

const add = (mentions: Partial<NewMention>[]) =>
  addMentions(
    store,
    mentions.map((mention) => ({ brandId, feedId, ...mention })),
  )

describe('a mention, whole', () => {
  it('is its text, why it is here, where it comes from, and how new that is', async () => {
    const [id] = await add([{ title: 'Help', text: 'Where is my parcel? '.repeat(30) }])
    const contributions = [
      { field: 'text' as const, start: 0, end: 5, text: 'Where', weight: -0.1, why: 'lexicon' },
    ]
    const matches = [
      { queryId: 7, queryText: 'parcel', spans: [{ field: 'text' as const, start: 12, end: 18 }] },
    ]
    await store.pool.query('UPDATE mention SET contributions = $2, matches = $3 WHERE id = $1', [
      id,
      JSON.stringify(contributions),
      JSON.stringify(matches),
    ])
    const { card } = await moves.claim(store, lena, id!, {})
    const detail = await readMention(store, lena, id!)
    expect(mentionDetail.parse(detail)).toEqual(detail)
    expect(detail).toMatchObject({
      card,
      text: 'Where is my parcel? '.repeat(30),
      brand: { id: brandId, name: 'Acme' },
      feed: { id: feedId, title: 'https://example.org/feed' },
      contributions,
      matches,
      revision: 1,
    })
    expect(detail.card.excerpt).toHaveLength(280)
  })

  it('tells its story in order, from the moment it was heard', async () => {
    const [id] = await add([{ state: 'stream' }])
    await moves.queue(store, omar, id!, {})
    await moves.claim(store, lena, id!, {})
    await moves.undo(store, lena, id!, {})
    await moves.claim(store, lena, id!, {})
    await moves.note(store, omar, id!, { text: 'They called, too.' })
    await moves.handOff(store, lena, id!, { personId: omar.id, reason: 'Speaks Polish' })
    await moves.answer(store, omar, id!, { text: 'On its way.', replyUrl: 'https://example.org/r' })
    const { history } = await readMention(store, lena, id!)
    const told = ({ kind, actor, takenBack, detail }: HistoryEvent) =>
      [actor?.name ?? 'Earshot', kind, takenBack ? 'taken back' : '', JSON.stringify(detail)].join(' ')
    const person = ({ id: personId, name }: typeof lena) => ({ id: personId, name })
    expect(history.map(told)).toEqual([
      'Earshot heard  {}',
      'Omar queue  {}',
      'Lena claim taken back {}',
      'Lena undo  {"undone":"claim"}',
      'Lena claim  {}',
      'Omar note  {"text":"They called, too."}',
      `Lena handOff  ${JSON.stringify({ to: person(omar), from: person(lena), reason: 'Speaks Polish' })}`,
      'Omar answer  {"text":"On its way.","replyUrl":"https://example.org/r"}',
    ])
    expect(history[0]!.id).toBe(0)
  })

  it('shows what the same author said about the brand before, newest first, at most ten', async () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    const authorKey = 'rss:ann'
    const earlier = await add(
      Array.from({ length: 12 }, (_, index) => ({ authorKey, publishedAt: at(30 - index) })),
    )
    const other = await addBrand(store, 'Other')
    const [id] = await add([
      { authorKey, publishedAt: at(10) },
      { authorKey, publishedAt: at(5) },
      { authorKey: 'rss:bob', publishedAt: at(15) },
      { authorKey, publishedAt: at(15), brandId: other },
      { authorKey, publishedAt: at(15), source: 'mastodon' },
    ])
    const detail = await readMention(store, lena, id!)
    expect(detail.earlier.map((card) => card.id)).toEqual(earlier.toReversed().slice(0, 10))
    const [anonymous] = await add([{ authorKey: null }])
    expect((await readMention(store, lena, anonymous!)).earlier).toEqual([])
  })

  it('stays readable when its brand is archived and its owner has left', async () => {
    const gone = await addPerson(store, 'Gone')
    const closed = await addBrand(store, 'Closed')
    const [id] = await add([{ brandId: closed, state: 'answered', ownerId: gone.id }])
    await store.pool.query('UPDATE brand SET archived_at = now() WHERE id = $1', [closed])
    await store.pool.query('UPDATE person SET disabled_at = now() WHERE id = $1', [gone.id])
    expect(await readMention(store, lena, id!)).toMatchObject({
      card: { owner: { name: 'Gone' } },
      brand: { name: 'Closed' },
    })
  })

  it('is not found when it does not exist', async () => {
    await expect(readMention(store, lena, 999_999)).rejects.toMatchObject({ code: 'not_found' })
  })
})
