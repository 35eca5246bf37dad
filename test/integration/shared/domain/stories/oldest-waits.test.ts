import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Viewer } from '../../../../../shared/contract/person.ts'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
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
let feedId: number
let ann: Viewer
const text = 'Lumo lost my bag in Porto and nobody at the desk helps, this is a horrible experience'

beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })
  feedId = await addFeed(store, 'https://example.org/a')
  ann = await addPerson(store, 'Ann')
})
afterEach(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const said = (author: string, days: number, words = text) => ({
  text: words,
  author,
  authorUrl: `https://example.org/@${author}`,
  publishedAt: daysAgo(days),
  externalId: author,
})

type Told = { id: number; state: string; first: string | null; size: number }

/** By author: where it stands, whom it repeats, and how many tell its story. */
async function stories(): Promise<Record<string, Told>> {
  const { rows } = await store.pool.query<Told & { author: string }>(`
    SELECT m.id, i.author, m.state, first_item.author AS first, m.story_size AS size
    FROM mention m JOIN item i ON i.id = m.item_id
    LEFT JOIN mention first ON first.id = m.story_id LEFT JOIN item first_item ON first_item.id = first.item_id`)
  return Object.fromEntries(rows.map(({ author, ...told }) => [author, told]))
}
const shape = async () =>
  Object.fromEntries(
    Object.entries(await stories()).map(([author, { state, first, size }]) => [author, [state, first, size]]),
  )

test('of a batch, what was said first waits in the queue, in whatever order the feed lists it', async () => {
  await hearing.hear(feedId, [said('cy', 1), said('bo', 2), said('jo', 3)])
  expect(await shape()).toEqual({
    jo: ['queued', null, 3],
    bo: ['stream', 'jo', 1],
    cy: ['stream', 'jo', 1],
  })
})

test('what somebody is writing a note on while an older complaint is heard stays in the queue', async () => {
  await hearing.hear(feedId, [said('bo', 1)])
  const { bo } = await stories()
  await store.pool.query(`CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(0.5); RETURN NEW; END $$;
    CREATE TRIGGER take_time AFTER INSERT ON history FOR EACH ROW WHEN (NEW.kind = 'note')
      EXECUTE FUNCTION take_time()`)
  const noted = moves.note(store, ann, bo!.id, { text: 'Calling her now.' })
  await expect
    .poll(async () => {
      const { rows } = await store.pool.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
      )
      return rows.length
    })
    .toBe(1)
  await hearing.hear(feedId, [said('jo', 5)])
  await noted
  expect(await shape()).toEqual({ bo: ['queued', null, 2], jo: ['stream', 'bo', 1] })
})

test('what is too old to wait and is heard with an older complaint tells the same story as all', async () => {
  await hearing.hear(feedId, [said('eve', 1)])
  await hearing.hear(feedId, [said('old', 40), said('jo', 5)])
  expect(await shape()).toEqual({
    jo: ['queued', null, 3],
    eve: ['stream', 'jo', 1],
    old: ['stream', 'jo', 1],
  })
})

test('an older complaint that is heard later takes the place of what nobody has been at, and screens are told', async () => {
  await hearing.hear(feedId, [said('cy', 1), said('bo', 2)])
  const { changed } = await hearing.hear(feedId, [said('jo', 9, `RT @eve: ${text}`)])
  expect(await shape()).toEqual({
    jo: ['queued', null, 3],
    bo: ['stream', 'jo', 1],
    cy: ['stream', 'jo', 1],
  })
  const { jo, bo, cy } = await stories()
  expect([...changed.values()].map((ids) => ids.toSorted())).toEqual([
    [jo!.id, bo!.id, cy!.id].toSorted((a, b) => a - b),
  ])
  const detail = await readMention(store, ann, bo!.id)
  expect(detail.card.queuedAt).toBeNull()
  expect(detail.notQueued).toMatchObject({ why: 'sameStory', by: { id: jo!.id, state: 'queued' } })
  expect(detail.history.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['heard', null],
    ['saidBefore', null],
  ])
  expect(detail.history[1]?.detail).toEqual({ mentionId: jo!.id })
  expect((await readMention(store, ann, jo!.id)).story.map(({ id }) => id)).toEqual([cy!.id, bo!.id])
})

test('its story goes on: others repeat it, an older one takes its place, and it says news itself', async () => {
  await hearing.hear(feedId, [said('bo', 2)])
  await hearing.hear(feedId, [said('jo', 5)])
  await hearing.hear(feedId, [said('cy', 0)])
  await hearing.hear(feedId, [said('di', 7), said('eve', 1)])
  expect(await shape()).toEqual({
    di: ['queued', null, 5],
    jo: ['stream', 'di', 1],
    bo: ['stream', 'di', 1],
    eve: ['stream', 'di', 1],
    cy: ['stream', 'di', 1],
  })
  await hearing.hear(feedId, [{ ...said('di', 0), externalId: 'again' }])
  const { rows } = await store.pool.query(`SELECT state, story_id FROM mention ORDER BY id DESC LIMIT 1`)
  expect(rows).toEqual([{ state: 'queued', story_id: null }])
})

test('what somebody has claimed, noted or put there stays, and the older complaint is of its story', async () => {
  const others = {
    claim: 'Lumo charged my card three times for one terrible meal, and the manager only laughed about it',
    note: 'Lumo sold me a broken heater for the winter and refuses to take the horrible thing back again',
    release: 'Lumo let my elderly mother wait alone at the airport for nine hours, what an awful company',
  }
  for (const [kind, words] of Object.entries(others)) {
    await hearing.hear(feedId, [said(kind, 1, words)])
    const { id } = (await stories())[kind]!
    if (kind === 'note') await moves.note(store, ann, id, { text: 'Known.' })
    else await moves.claim(store, ann, id, {})
    if (kind === 'release') await moves.release(store, ann, id, {})
    await hearing.hear(feedId, [said(`${kind} before`, 4, words)])
  }
  expect(await shape()).toEqual({
    claim: ['claimed', null, 2],
    'claim before': ['stream', 'claim', 1],
    note: ['queued', null, 2],
    'note before': ['stream', 'note', 1],
    release: ['queued', null, 2],
    'release before': ['stream', 'release', 1],
  })
})

test('who claims at the same moment has it', async () => {
  for (let round = 0; round < 8; round += 1) {
    const words = `${text}, says number ${'abcdefgh'[round]} of those who wait in line ${'stuvwxyz'[round]}`
    const [late, early] = [`late ${round}`, `early ${round}`]
    await hearing.hear(feedId, [said(late, 1, words)])
    const { id } = (await stories())[late]!
    await Promise.all([
      moves.claim(store, ann, id, {}),
      hearing.hear(feedId, [said(early, 4 + round, words)]),
    ])
    const all = await stories()
    expect(all[late]!.state).toBe('claimed')
    expect([
      ['stream', late],
      ['queued', null],
    ]).toContainEqual([all[early]!.state, all[early]!.first])
  }
})

test('what says more than the older one stays in the queue beside it', async () => {
  const more = `${text}. They promised me 400 euros, which never came, and I want them before Friday`
  await hearing.hear(feedId, [said('bo', 1, more)])
  await hearing.hear(feedId, [said('jo', 3, `${text}. They promised me 400 euros, which never…`)])
  expect(await shape()).toEqual({ bo: ['queued', null, 1], jo: ['queued', null, 1] })
})

test('when it is deleted, what it stood for waits again', async () => {
  await hearing.hear(feedId, [said('bo', 1)])
  await hearing.hear(feedId, [said('jo', 3)])
  const { jo } = await stories()
  await hearing.forget(feedId, ['jo'])
  const { rows } = await store.pool.query('SELECT state, story_id FROM mention ORDER BY id')
  expect(rows).toEqual([
    { state: 'queued', story_id: jo!.id },
    { state: 'aside', story_id: null },
  ])
})

test('what waits for a story whose first never complained to us is replaced, too', async () => {
  await hearing.hear(feedId, [said('old', 40), said('bo', 1)])
  await hearing.hear(feedId, [said('jo', 3)])
  expect(await shape()).toEqual({
    old: ['stream', null, 3],
    bo: ['stream', 'old', 1],
    jo: ['queued', 'old', 1],
  })
})

test('a new brand finds in what is kept who said it first, also when the rest was heard long before', async () => {
  // More than one batch of what is kept lies between the first and the last.
  const between = Array.from({ length: 1000 }, (_, at) => ({ text: `Nothing of interest ${at}` }))
  const words = text.replace('Lumo', 'Vexo')
  await hearing.hear(feedId, [said('cy', 1, words), said('bo', 2, words)])
  await hearing.hear(feedId, between)
  await hearing.hear(feedId, [said('jo', 9, words)])
  const brandId = (await addBrand(store.db, { name: 'Vexo', queries: [{ text: 'vexo' }] })).id
  await matchKept(hearing, store, brandId, new AbortController().signal)
  expect(await shape()).toEqual({
    jo: ['queued', null, 3],
    bo: ['stream', 'jo', 1],
    cy: ['stream', 'jo', 1],
  })
})
