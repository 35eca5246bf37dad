import { afterEach, beforeEach, expect, test } from 'vitest'
import { lexiconEntry, lexiconPreview } from '../../../../../shared/contract/lexicon.ts'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { changeBrand } from '../../../../../shared/domain/brands/change.ts'
import { addLexiconEntry } from '../../../../../shared/domain/lexicon/add.ts'
import { changeLexiconEntry, removeLexiconEntry } from '../../../../../shared/domain/lexicon/change.ts'
import { listLexicon } from '../../../../../shared/domain/lexicon/list.ts'
import { offerLexicon } from '../../../../../shared/domain/lexicon/offer.ts'
import { previewLexicon } from '../../../../../shared/domain/lexicon/preview.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { brandsToRescore, rescoreBrand } from '../../../../../shared/domain/rescoring/work-off.ts'
import { compileBrandLexicon } from '../../../../../shared/domain/scoring/brand-lexicon.ts'
import { offerWord } from '../../../../../shared/domain/scoring/offer-word.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { createHearing, type Hearing } from '../../../../support/hear.ts'
import { addPastMentions } from '../../../../support/past-mentions.ts'
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

const zonky = (weight: number) => ({ brandId, phrase: 'zonky', weight })
async function rescore() {
  const tools = { ...hearing, intake: <Result>(pass: () => Promise<Result>) => pass() }
  await rescoreBrand(tools, store, brandId, { signal: new AbortController().signal, untilMs: 60_000 })
}
async function cards() {
  const { rows } = await store.pool.query('SELECT id FROM mention ORDER BY id')
  return readCards(
    store.db,
    rows.map(({ id }) => id),
  )
}
const hear = async (...texts: string[]) => {
  for (const text of texts) await hearing.hear(feedId, [{ text }])
}

test('a proposal changes nothing until it is decided; then it counts for what is heard, and is owed to the past', async () => {
  const proposed = await addLexiconEntry(store, ann, zonky(5))
  expect(lexiconEntry.parse(proposed)).toMatchObject({
    state: 'proposed',
    proposedBy: { name: 'Ann' },
    decidedAt: null,
  })
  expect(await brandsToRescore(store)).toEqual([])
  await hear('My Lumo is zonky')
  expect((await cards())[0]!.sentiment.label).not.toBe('negative')
  await expect(
    addLexiconEntry(store, ann, { ...zonky(5), phrase: 'bonky', active: true }),
  ).rejects.toMatchObject({
    code: 'forbidden',
  })

  const decided = await changeLexiconEntry(store, ada, proposed.id, { state: 'active', weight: 4 })
  expect(decided).toMatchObject({ state: 'active', weight: 4, proposedBy: { name: 'Ann' } })
  expect(decided.decidedAt).not.toBeNull()
  expect(await brandsToRescore(store)).toEqual([brandId])
  await rescore()
  await hear('The Lumo I have is zonky, too')
  expect((await cards()).map(({ sentiment }) => sentiment.label)).toEqual(['negative', 'negative'])
  expect(await listLexicon(store)).toEqual([decided])

  await removeLexiconEntry(store, ada, decided.id)
  expect(await brandsToRescore(store)).toEqual([brandId])
  expect(await listLexicon(store)).toEqual([])
})

test('what changes nothing that counts is not brought to past mentions', async () => {
  const proposed = await addLexiconEntry(store, ann, zonky(5))
  await changeLexiconEntry(store, ada, proposed.id, { weight: 3 })
  await removeLexiconEntry(store, ada, proposed.id)
  const active = await addLexiconEntry(store, ada, { ...zonky(5), active: true })
  await rescore()
  await changeLexiconEntry(store, ada, active.id, { weight: 5, phrase: 'zonky', state: 'active' })
  expect(await brandsToRescore(store)).toEqual([])
})

test('a word has one entry for each brand, however it is written', async () => {
  const { id } = await addLexiconEntry(store, ann, zonky(5))
  for (const phrase of ['zonky', 'Zonky', ' zonky! '])
    await expect(
      addLexiconEntry(store, ada, { brandId, phrase, weight: 1, active: true }),
    ).rejects.toMatchObject({ code: 'name_taken', fields: [{ path: 'phrase' }], facts: { entryId: id } })
  const exact = await addLexiconEntry(store, ada, { brandId, phrase: '=Zonky', weight: 0, active: true })
  await expect(changeLexiconEntry(store, ada, exact.id, { phrase: 'ZONKY' })).rejects.toMatchObject({
    code: 'name_taken',
  })
  expect((await changeLexiconEntry(store, ada, id, { phrase: 'Zonky' })).phrase).toBe('Zonky')
  const other = (await addBrand(store.db, { name: 'Other', queries: [{ text: 'other' }] })).id
  await addLexiconEntry(store, ann, { ...zonky(1), brandId: other })
})

test('of many who add the same word at once, one does', async () => {
  const all = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) =>
      addLexiconEntry(store, ada, { ...zonky(n / 2), active: n % 2 === 0 }),
    ),
  )
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of all)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'name_taken' })
})

test('phrases that find nothing, and more entries than a brand may have, are refused with the reason', async () => {
  for (const phrase of ['!!!', 'refund*', 'one two three four five six seven eight nine'])
    await expect(addLexiconEntry(store, ada, { brandId, phrase, weight: 1 })).rejects.toMatchObject({
      code: 'invalid_request',
      fields: [{ path: 'phrase' }],
    })
  await expect(addLexiconEntry(store, ada, { ...zonky(1), brandId: 999 })).rejects.toMatchObject({
    code: 'not_found',
  })
  for (const change of [
    () => changeLexiconEntry(store, ada, 999, { weight: 1 }),
    () => removeLexiconEntry(store, ada, 999),
    () => previewLexicon(store, hearing, { brandId, entryId: 999, entry: null }),
    () => previewLexicon(store, hearing, { brandId: 999, entry: { phrase: 'zonky', weight: 1 } }),
    () => offerLexicon(store, hearing, 999),
  ])
    await expect(change()).rejects.toMatchObject({ code: 'not_found' })
  await store.pool.query(
    "INSERT INTO lexicon_entry (brand_id, phrase, weight, state, proposed_by) SELECT $1, 'word' || n, 1, 'active', $2 FROM generate_series(1, 1000) n",
    [brandId, ada.id],
  )
  await expect(addLexiconEntry(store, ada, zonky(1))).rejects.toMatchObject({
    code: 'invalid_request',
    message: expect.stringContaining('1,000'),
  })
})

test('who may only propose cannot use up the room of who decides', async () => {
  await store.pool.query(
    `INSERT INTO lexicon_entry (brand_id, phrase, weight, state, proposed_by)
      SELECT $1, 'word ' || n, 1, 'proposed', $2 FROM generate_series(1, 200) AS n`,
    [brandId, ann.id],
  )
  await expect(addLexiconEntry(store, ann, zonky(1))).rejects.toMatchObject({
    code: 'invalid_request',
    message: expect.stringContaining('wait for an admin'),
  })
  const { state } = await addLexiconEntry(store, ada, { ...zonky(1), active: true })
  expect(state).toBe('active')
})

test('of several who write the same word in several ways at once, one is heard', async () => {
  const other = await addLexiconEntry(store, ann, { brandId, phrase: 'other', weight: 1 })
  const spelt = ['zonky', 'Zonky', 'ZONKY', ' zonky!', 'zonky']
  const written = await Promise.allSettled([
    ...spelt.map((phrase) => addLexiconEntry(store, ann, { brandId, phrase, weight: 1 })),
    changeLexiconEntry(store, ada, other.id, { phrase: 'zonky' }),
  ])
  const refused = written.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toHaveLength(spelt.length)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'name_taken' })
})

test('a preview says what would change, and is then what happens', async () => {
  await hear('My Lumo is zonky', 'A zonky, really zonky thing from Lumo', 'The Lumo store is open on Sunday')
  const staff = (await cards())[1]!
  await moves.correct(store, ada, staff.id, { label: 'positive' })
  const preview = await previewLexicon(store, hearing, { brandId, entry: { phrase: 'zonky', weight: 5 } })
  expect(lexiconPreview.parse(preview)).toEqual(preview)
  expect(preview).toMatchObject({ lookedAt: 3, found: 2, relabelled: 1, wouldQueue: 1 })
  expect(preview.since).toBe((await cards())[0]!.publishedAt)
  expect(preview.examples.map(({ text, before, after }) => [text, before.label, after.label])).toEqual([
    ['My Lumo is zonky', 'neutral', 'negative'],
    ['A zonky, really zonky thing from Lumo', 'positive', 'positive'],
  ])
  const [shown, corrected] = preview.examples
  expect(shown).toMatchObject({ queued: true, spans: [{ field: 'text', start: 11, end: 16 }] })
  expect(corrected!.spans).toHaveLength(2)
  expect(corrected!.after.score).toBeLessThan(corrected!.before.score!)
  expect(await listLexicon(store)).toEqual([])

  const { id } = await addLexiconEntry(store, ada, { ...zonky(5), active: true })
  await rescore()
  const after = await cards()
  expect(after.filter(({ state }) => state === 'queued').map(({ excerpt }) => excerpt)).toEqual([
    'My Lumo is zonky',
  ])
  for (const example of preview.examples)
    expect(after.find((card) => card.id === example.id)!.sentiment.score).toBeCloseTo(example.after.score!, 5)

  const removal = await previewLexicon(store, hearing, { brandId, entryId: id, entry: null })
  expect(removal).toMatchObject({ found: 2, relabelled: 1, wouldQueue: 0 })
  expect(removal.examples[0]).toMatchObject({ before: { label: 'negative' }, after: { label: 'neutral' } })
  const replacing = await previewLexicon(store, hearing, {
    brandId,
    entryId: id,
    entry: { phrase: 'Sunday', weight: 5 },
  })
  expect(replacing).toMatchObject({ found: 3, relabelled: 2 })
})

test('a preview of a brand with many mentions looks at the newest 5,000 at most, in some two seconds', async () => {
  await addPastMentions(store, { brandId, feedId, count: 6_000, text: 'Lumo lost my zonky bag #' })
  const from = performance.now()
  const preview = await previewLexicon(store, hearing, { brandId, entry: { phrase: 'zonky', weight: -5 } })
  expect(performance.now() - from).toBeLessThan(4_000)
  expect(preview.lookedAt).toBeGreaterThan(0)
  expect(preview.lookedAt).toBeLessThanOrEqual(5_000)
  expect(preview.found).toBe(preview.lookedAt)
  expect(preview.examples).toHaveLength(20)
})

test('a corrected mention is offered the word that led astray, unless it has an entry', async () => {
  const text = 'Lumo is sick, I want one'
  await hear(text)
  const { id, sentiment } = (await cards())[0]!
  expect(await offerLexicon(store, hearing, id)).toBeNull()
  const wanted = sentiment.label === 'positive' ? 'negative' : 'positive'
  await moves.correct(store, ada, id, { label: wanted })
  const offer = await offerLexicon(store, hearing, id)
  expect(offer).not.toBeNull()
  const { id: entryId } = await addLexiconEntry(store, ann, { brandId, ...offer! })
  expect(await offerLexicon(store, hearing, id)).toBeNull()
  await changeLexiconEntry(store, ada, entryId, { state: 'active' })
  await rescore()
  expect((await cards())[0]!.sentiment).toMatchObject({ label: wanted, scoredLabel: wanted })
})

test('a corrected mention is not offered what the brand says of a word already: that is changed in its place', async () => {
  const text = 'That Lumo beat is insane'
  await addLexiconEntry(store, ada, { brandId, phrase: 'insane', weight: 4, active: true })
  await hear(text)
  const { id, sentiment } = (await cards())[0]!
  expect(sentiment.label).toBe('negative')
  await moves.correct(store, ada, id, { label: 'positive' })
  const lexicon = compileBrandLexicon([{ phrase: 'insane', weight: 4 }])
  expect(offerWord(hearing.scorer, text, { lexicon }, 'positive')?.phrase).toBe('insane')
  expect(await offerLexicon(store, hearing, id)).toBeNull()
})

test('an archived brand gets words like any other, and its preview says what they do when it is brought back', async () => {
  await hear('Lumo made a zonky of my lamp', 'Lumo opens a shop')
  const preview = () => previewLexicon(store, hearing, { brandId, entry: { phrase: 'zonky', weight: 5 } })
  const listening = await preview()
  expect(listening).toMatchObject({ lookedAt: 2, found: 1, relabelled: 1, wouldQueue: 1 })
  await changeBrand(store, ada, brandId, { archived: true })
  expect(await preview()).toEqual(listening)
  await addLexiconEntry(store, ada, { ...zonky(5), active: true })
  await rescore()
  expect((await cards()).map(({ state }) => state)).toEqual(['stream', 'stream'])
  await changeBrand(store, ada, brandId, { archived: false })
  await rescore()
  expect((await cards()).map(({ state }) => state)).toEqual(['queued', 'stream'])

  await expect(
    previewLexicon(store, hearing, { brandId: 999_999, entry: { phrase: 'zonky', weight: 1 } }),
  ).rejects.toMatchObject({ code: 'not_found' })
})
