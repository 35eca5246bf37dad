import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonRole } from '../../../../../shared/contract/person.ts'
import { rescoring } from '../../../../../shared/contract/lexicon.ts'
import type { Poke } from '../../../../../shared/database/poke.ts'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { changeBrand } from '../../../../../shared/domain/brands/change.ts'
import { addLabel } from '../../../../../shared/domain/labels/add.ts'
import { addLexiconEntry } from '../../../../../shared/domain/lexicon/add.ts'
import { removeLexiconEntry } from '../../../../../shared/domain/lexicon/change.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { readMention } from '../../../../../shared/domain/mentions/detail.ts'
import { matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { askForRescoring } from '../../../../../shared/domain/rescoring/ask.ts'
import { listRescorings } from '../../../../../shared/domain/rescoring/list.ts'
import { createModelWatch } from '../../../../../shared/domain/rescoring/new-model.ts'
import { brandsToRescore, rescoreBrand } from '../../../../../shared/domain/rescoring/work-off.ts'
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

type Person = Awaited<ReturnType<typeof addPerson>>

let store: TestStore
let hearing: Hearing
let feedId: number
let brandId: number
let ada: Person
const person = (name: string, role: PersonRole = 'agent') => addPerson(store, name, role)

beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  brandId = (await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })).id
  feedId = await addFeed(store, 'https://example.org/a')
  ada = await person('Ada', 'admin')
  await matchKept(hearing, store, brandId, new AbortController().signal)
})
afterEach(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

const signal = new AbortController().signal
const intake: <Result>(pass: () => Promise<Result>) => Promise<Result> = (pass) => pass()
const tools = () => ({ ...hearing, intake })
const work = (untilMs = 60_000) => rescoreBrand(tools(), store, brandId, { signal, untilMs })
const ask = (by: number | null = ada.id) =>
  store.db.transaction().execute((tx) => askForRescoring(tx, brandId, by))
const progress = async () => (await listRescorings(store)).find((one) => one.brandId === brandId)

async function cards() {
  const { rows } = await store.pool.query('SELECT id FROM mention ORDER BY id')
  return readCards(
    store.db,
    rows.map(({ id }) => id),
  )
}
const states = async () => Object.fromEntries((await cards()).map(({ excerpt, state }) => [excerpt, state]))

const calm = 'Lumo made a zonky of my lamp'
const bad = 'Lumo lost my bag, a horrible experience'

test('what a word means now is brought to past mentions; what it makes a complaint enters the queue', async () => {
  await hearing.hear(feedId, [{ text: calm }])
  await hearing.hear(feedId, [{ text: bad }])
  expect(await states()).toEqual({ [calm]: 'stream', [bad]: 'queued' })
  const before = await cards()
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  expect(await brandsToRescore(store)).toEqual([brandId])
  expect(await progress()).toMatchObject({ total: 2, seen: 0, finishedAt: null })
  const pokes = store.pokes()
  await work()
  expect(await brandsToRescore(store)).toEqual([])
  expect(rescoring.parse(await progress())).toMatchObject({ total: 2, seen: 2, changed: 1, queued: 1 })
  expect((await progress())!.finishedAt).not.toBeNull()
  expect(store.pokes()).toBeGreaterThan(pokes)

  const [zonky, horrible] = await cards()
  expect(zonky).toMatchObject({ state: 'queued', sentiment: { label: 'negative', scoredLabel: 'negative' } })
  expect(zonky!.sentiment.score).toBeLessThan(before[0]!.sentiment.score!)
  expect(horrible).toEqual(before[1])
  const detail = await readMention(store, ada, zonky!.id)
  expect(detail.contributions).toContainEqual(expect.objectContaining({ text: 'zonky', weight: 5 }))
  expect(detail.history.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['heard', null],
    ['queue', null],
  ])
})

test('only its end is told to who looks at Setup: in between, who shows how far it is asks', async () => {
  await addPastMentions(store, { brandId, feedId, count: 700, text: `${calm} #` })
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  const told: Poke[] = []
  const telling = { ...store, poke: (poke: Poke) => void told.push(poke) }
  await rescoreBrand(tools(), telling, brandId, { signal, untilMs: 60_000 })
  expect(await progress()).toMatchObject({ seen: 700, changed: 700 })
  expect(told.filter(({ about }) => about === 'change').length).toBeGreaterThan(1)
  expect(told.filter(({ about }) => about === 'setup')).toEqual([{ about: 'setup', what: 'brands' }])
})

test('nothing leaves the queue by itself', async () => {
  await hearing.hear(feedId, [{ text: bad }])
  await addLexiconEntry(store, ada, { brandId, phrase: 'horrible', weight: -5, active: true })
  await addLexiconEntry(store, ada, { brandId, phrase: 'lost', weight: -5, active: true })
  await work()
  const [card] = await cards()
  expect(card!.state).toBe('queued')
  expect(card!.sentiment.label).not.toBe('negative')
  expect(card!.severity).toBe(0)
})

test('what staff said of a mention stays, and its scorer’s label is the new one beside it', async () => {
  await hearing.hear(feedId, [{ text: calm }])
  const [{ id } = { id: 0 }] = await cards()
  await moves.correct(store, ada, id, { label: 'positive' })
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  await work()
  const [card] = await cards()
  expect(card).toMatchObject({
    state: 'stream',
    severity: 0,
    sentiment: { label: 'positive', scoredLabel: 'negative', corrected: { by: { name: 'Ada' } } },
  })
})

test('what is set aside is judged again where it is, and what its author deleted is not', async () => {
  await hearing.hear(feedId, [{ externalId: 'gone', text: `${calm} and another` }, { text: calm }])
  await hearing.forget(feedId, ['gone'])
  await store.pool.query("UPDATE mention SET state = 'aside' WHERE state = 'stream'")
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  await work()
  expect(await progress()).toMatchObject({ seen: 2, changed: 1, queued: 0 })
  expect((await cards()).map(({ state }) => state)).toEqual(['aside', 'aside'])
})

test('of many that tell one story the oldest enters the queue, and only where nobody has had it', async () => {
  const story = 'Lumo has made a zonky of the lamps in the whole house, says the paper today'
  const other = 'The new store of Lumo opens its doors with a zonky for the children of the town'
  const tell = (text: string, minutesAgo: number) =>
    hearing.hear(feedId, [
      {
        text,
        authorUrl: `https://site.example/${text.length}/${minutesAgo}`,
        publishedAt: new Date(Date.now() - minutesAgo * 60_000),
      },
    ])
  for (const [text, minutesAgo] of [
    [story, 20],
    [story, 30],
    [story, 10],
    [other, 25],
    [other, 15],
  ] as const)
    await tell(text, minutesAgo)
  const ids = (await cards()).map(({ id }) => id)
  expect((await cards()).map(({ storyId }) => storyId)).toEqual([null, ids[0], ids[0], null, ids[3]])
  await moves.dismiss(store, ada, ids[4]!, { reason: 'spam' })
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  await work()
  expect((await cards()).map(({ state }) => state)).toEqual([
    'stream',
    'queued',
    'stream',
    'stream',
    'dismissed',
  ])
})

test('the first of a story enters the queue for it, however long before the others it was published', async () => {
  const story = 'Lumo has made a zonky of the lamps in the whole house, says the paper today'
  for (const minutesAgo of [500, 0])
    await hearing.hear(feedId, [
      {
        text: story,
        authorUrl: `https://site.example/${minutesAgo}`,
        publishedAt: new Date(Date.now() - minutesAgo * 60_000),
      },
    ])
  const text = 'The Lumo store number # is open on Sunday'
  await addPastMentions(store, { brandId, feedId, count: 350, text })
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  await work()
  expect((await cards()).slice(0, 2)).toMatchObject([{ state: 'queued' }, { state: 'stream' }])
  expect(await progress()).toMatchObject({ seen: 352, queued: 1 })
})

test('what was published long ago, or stood in the stream as a complaint before, stays there', async () => {
  await hearing.hear(feedId, [
    { text: calm, publishedAt: new Date(Date.now() - 31 * 86_400_000) },
    { text: bad, publishedAt: new Date(Date.now() - 3_600_000) },
  ])
  await store.pool.query("UPDATE mention SET state = 'stream', queued_at = NULL WHERE state = 'queued'")
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  await work()
  expect(await progress()).toMatchObject({ changed: 1, queued: 0 })
  expect(await states()).toEqual({ [calm]: 'stream', [bad]: 'stream' })
})

test('a label by rule comes to past mentions; another SLA moves what waits, owned or not', async () => {
  await hearing.hear(feedId, [{ text: bad }])
  await hearing.hear(feedId, [{ text: 'Lumo broke my bag, a horrible thing' }])
  const [first] = await cards()
  await moves.claim(store, ada, first!.id, {})
  const label = await addLabel(store, ada, { brandId, name: 'Lost', rule: 'lost bag' })
  await work()
  expect((await cards()).map(({ labelIds }) => labelIds)).toEqual([[label.id], []])
  const before = await cards()
  await changeBrand(store, ada, brandId, { answerWithinMinutes: 60 })
  expect(await brandsToRescore(store)).toEqual([brandId])
  await work()
  for (const [index, { priorityAt, state }] of (await cards()).entries()) {
    expect(Date.parse(priorityAt)).toBeLessThan(Date.parse(before[index]!.priorityAt))
    expect(state).toBe(before[index]!.state)
  }
})

test('what is broken off goes on where it was; what is asked for meanwhile begins at the newest again', async () => {
  await addPastMentions(store, { brandId, feedId, count: 700, text: bad })
  await ask()
  await work(0)
  expect(await progress()).toMatchObject({
    total: 700,
    seen: 300,
    changed: 300,
    queued: 300,
    finishedAt: null,
  })
  const newest = await store.pool.query(
    "SELECT count(*)::int AS done FROM (SELECT model_version FROM mention ORDER BY published_at DESC LIMIT 300) m WHERE model_version <> 'before'",
  )
  expect(newest.rows).toEqual([{ done: 300 }])
  await work(0)
  expect(await progress()).toMatchObject({ seen: 600, finishedAt: null })
  await ask(null)
  expect(await progress()).toMatchObject({ total: 700, seen: 0, changed: 0, queued: 0 })
  await work()
  expect(await progress()).toMatchObject({ total: 700, seen: 700, changed: 100, queued: 100 })
  expect((await progress())!.finishedAt).not.toBeNull()
})

test('two at once do nothing twice, and nobody’s claim is lost', async () => {
  await addPastMentions(store, { brandId, feedId, count: 650, text: bad })
  const all = await cards()
  await ask()
  await Promise.all([work(), work(), ...all.slice(0, 5).map(({ id }) => moves.claim(store, ada, id, {}))])
  expect(await progress()).toMatchObject({ seen: 650 })
  const after = await cards()
  expect(after.filter(({ state }) => state === 'claimed')).toHaveLength(5)
  expect(after.filter(({ state }) => state === 'queued')).toHaveLength(645)
})

test('amid edits, new posts, corrections and moves, everything is judged by what counts in the end', async () => {
  const post = (n: number, text: string) => ({
    externalId: `post ${n}`,
    text,
    authorUrl: `https://a.example/${n}`,
  })
  const numbers = Array.from({ length: 400 }, (_, n) => n)
  await hearing.hear(
    feedId,
    numbers.map((n) => post(n, `Lumo made a zonky of lamp ${n}`)),
  )
  const ids = (await cards()).map(({ id }) => id)
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  const working = work()
  for (const n of numbers.filter((one) => one % 40 === 0)) {
    await Promise.all([
      hearing.hear(feedId, [post(n, `Lumo made lamp ${n} whole again`), post(1000 + n, `A zonky Lumo ${n}`)]),
      moves.correct(store, ada, ids[n + 1]!, { label: 'positive' }),
      moves.claim(store, ada, ids[n + 2]!, {}),
    ])
    if (n === 200) await addLexiconEntry(store, ada, { brandId, phrase: 'whole', weight: 4, active: true })
  }
  await working
  await work()
  // What was heard after the end of it has been judged by all words already.
  const { total, seen } = (await progress())!
  expect([total >= 400, seen]).toEqual([true, total])
  const before = await cards()
  await ask()
  await work()
  expect(await progress()).toMatchObject({ seen: 410, changed: 0, queued: 0 })
  expect(await cards()).toEqual(before)
})

test('archived brands wait until they are brought back', async () => {
  await hearing.hear(feedId, [{ text: bad }])
  await ask()
  await changeBrand(store, ada, brandId, { archived: true })
  expect(await brandsToRescore(store)).toEqual([])
  await work()
  expect(await progress()).toMatchObject({ seen: 0, finishedAt: null })
  await changeBrand(store, ada, brandId, { archived: false })
  expect(await brandsToRescore(store)).toEqual([brandId])
})

/** A worker process whose scorer calls itself so. */
function processOf(modelVersion: string, waitMs?: number) {
  const { scorer } = hearing
  const score: typeof scorer.score = (...given) => ({ ...scorer.score(...given), modelVersion })
  const own = { ...tools(), scorer: { ...scorer, modelVersion, score } }
  const watch = createModelWatch(modelVersion, waitMs)
  return {
    look: () => watch(store),
    work: () => rescoreBrand(own, store, brandId, { signal, untilMs: 60_000 }),
  }
}
const versions = async () => (await cards()).map(({ sentiment }) => sentiment.modelVersion)

test('a new version of the scorer judges the brands again that an old one has judged, once', async () => {
  await processOf('old').look()
  expect(await brandsToRescore(store)).toEqual([])
  await addPastMentions(store, { brandId, feedId, count: 3, text: bad })
  await processOf('old').look()
  expect(await brandsToRescore(store)).toEqual([])
  const next = processOf('next')
  await next.look()
  expect(await brandsToRescore(store)).toEqual([brandId])
  expect((await store.pool.query('SELECT asked_by FROM rescoring')).rows).toEqual([{ asked_by: null }])
  await next.work()
  await next.look()
  expect(await brandsToRescore(store)).toEqual([])
  expect(await versions()).toEqual(['next', 'next', 'next'])
})

test('what a new version finds archived is judged again as soon as it is brought back', async () => {
  await addPastMentions(store, { brandId, feedId, count: 3, text: bad })
  await processOf('old').look()
  await changeBrand(store, ada, brandId, { archived: true })
  const next = processOf('next')
  await next.look()
  expect(await brandsToRescore(store)).toEqual([])
  await changeBrand(store, ada, brandId, { archived: false })
  expect(await brandsToRescore(store)).toEqual([brandId])
  await next.work()
  expect(await versions()).toEqual(['next', 'next', 'next'])
})

test('two versions side by side do not ask by turns: what the one that started later asked for is left to it', async () => {
  await addPastMentions(store, { brandId, feedId, count: 3, text: bad })
  const older = processOf('older')
  await older.look()
  await older.work()
  const newer = processOf('newer')
  await newer.look()
  for (let round = 0; round < 3; round += 1) {
    await older.look()
    await older.work()
    expect(await versions()).toEqual(['older', 'older', 'older'])
    expect(await progress()).toMatchObject({ seen: 0, finishedAt: null })
  }
  await newer.work()
  await older.look()
  await newer.look()
  expect(await brandsToRescore(store)).toEqual([])
  expect(await versions()).toEqual(['newer', 'newer', 'newer'])
})

test('what a version noted that is gone is judged again by the one that stays, when an upgrade must be over', async () => {
  await addPastMentions(store, { brandId, feedId, count: 3, text: bad })
  const stays = processOf('stays', 50)
  await stays.look()
  await stays.work()
  const goes = processOf('goes')
  await goes.look()
  await goes.work()
  await stays.look()
  expect(await brandsToRescore(store)).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 60))
  await stays.look()
  await stays.work()
  expect(await versions()).toEqual(['stays', 'stays', 'stays'])
})

test('a word that is taken back leaves no trace in the scores', async () => {
  await hearing.hear(feedId, [{ text: calm }])
  const [before] = await cards()
  const entry = await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: -5, active: true })
  await work()
  expect((await cards())[0]!.sentiment).not.toEqual(before!.sentiment)
  await removeLexiconEntry(store, ada, entry.id)
  await work()
  expect((await cards())[0]).toEqual(before)
})
