import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { listChecks } from '../../../../../shared/domain/feeds/list-checks.ts'
import { readFeed } from '../../../../../shared/domain/feeds/list.ts'
import { markDue } from '../../../../../shared/domain/feeds/mark-due.ts'
import { pollFeed } from '../../../../../shared/domain/feeds/poll.ts'
import { addLexiconEntry } from '../../../../../shared/domain/lexicon/add.ts'
import { createListeningReader } from '../../../../../shared/domain/listening/compiled.ts'
import { createListeningTools, type ListeningTools } from '../../../../../shared/domain/listening/tools.ts'
import { matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { listRescorings } from '../../../../../shared/domain/rescoring/list.ts'
import { rescoreBrand } from '../../../../../shared/domain/rescoring/work-off.ts'
import { readConfig } from '../../../../../shared/runtime/config.ts'
import { silentLog } from '../../../../../shared/runtime/log.ts'
import { startStreams } from '../../../../../workers/streams.ts'
import { addFeed } from '../../../../support/feeds.ts'
import { createHearing } from '../../../../support/hear.ts'
import { startJetstream } from '../../../../support/jetstream-server.ts'
import { serveLocally, type LocalHttp } from '../../../../support/local-http.ts'
import { addPerson, contradictions, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let tools: ListeningTools
let site: LocalHttp
let document = ''
let said: Record<string, unknown>[]
const never = new AbortController().signal

beforeAll(async () => {
  tools = createListeningTools({ config: readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }), log: silentLog })
  site = await serveLocally((_request, response) => response.end(document))
})
afterAll(async () => {
  await tools.close()
  await site.close()
})
beforeEach(async () => {
  store = await openTestStore()
  said = []
  const log = pino({ level: 'warn' }, { write: (line: string) => said.push(JSON.parse(line)) })
  tools = { ...tools, log, listening: createListeningReader(log, tools.scorer), spacingSeconds: 0 }
})
afterEach(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

/** What PostgreSQL refuses from now on, with such a code, as it refuses a number that is out of range. */
async function refuse(table: 'item' | 'mention', code = '22003') {
  const text = table === 'item' ? 'NEW.text' : '(SELECT text FROM item WHERE id = NEW.item_id)'
  await store.pool.query(`
    CREATE OR REPLACE FUNCTION refuse_${table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF ${text} LIKE '%poison%' THEN
        RAISE EXCEPTION '"1e-400" is out of range for type real' USING ERRCODE = '${code}';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_${table}()`)
}
const texts = async (table: 'item' | 'mention') => {
  const from = table === 'item' ? 'item' : 'mention JOIN item ON item.id = mention.item_id'
  const { rows } = await store.pool.query<{ text: string }>(`SELECT text FROM ${from} ORDER BY text`)
  return rows.map(({ text }) => text)
}

const rss = (posts: readonly string[]) =>
  `<rss version="2.0"><channel><title>Forum</title>${posts
    .map(
      (text, n) =>
        `<item><guid>${n}</guid><link>https://forum.example/${n}</link><description>${text}</description></item>`,
    )
    .join('')}</channel></rss>`
const poll = async (id: number) => {
  await markDue(store, id)
  return pollFeed(tools, store, id, never)
}
const addAcme = () => addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })

describe('a poll', () => {
  const posts = Array.from({ length: 40 }, (_, n) => `acme lost parcel ${n}${n === 17 ? ', poison' : ''}`)
  const others = posts.filter((text) => !text.includes('poison')).toSorted()

  test.each([
    { table: 'item' as const, items: 39 },
    { table: 'mention' as const, items: 40 },
  ])(
    'passes over one post that does not fit into the table $table, and says so',
    async ({ table, items }) => {
      await addAcme()
      await refuse(table)
      const { id } = await addFeed(store.db, { url: site.url })
      document = rss(posts)
      expect(await poll(id)).toEqual({ items: 40, newItems: items, mentions: 39 })
      expect(await texts('mention')).toEqual(others)
      expect(await texts('item')).toHaveLength(items)
      expect(await readFeed(store.db, id)).toMatchObject({
        health: 'working',
        consecutiveFailures: 0,
        mentions: 39,
      })
      const [check] = await listChecks(store, id)
      expect(check).toMatchObject({ outcome: 'items', items: 40, mentions: 39 })
      expect(check!.problem).toEqual({
        code: 'unexpected',
        detail:
          'One was passed over, which the database refuses: https://forum.example/17 ("1e-400" is out of range for type real)',
      })
      expect(said).toMatchObject(
        [{ feedId: id, what: 'https://forum.example/17', why: /out of range/ }].map((one) => ({
          ...one,
          why: expect.stringMatching(one.why),
        })),
      )

      document = rss([...posts, 'acme lost parcel 99'])
      expect(await poll(id)).toEqual({ items: 41, newItems: 1, mentions: 1 })
      expect(await texts('mention')).toEqual([...others, 'acme lost parcel 99'].toSorted())
    },
  )

  test('keeps what an edited post said when it does not fit, and brings the others up to date', async () => {
    await addAcme()
    const { id } = await addFeed(store.db, { url: site.url })
    document = rss(['acme one', 'acme two', 'acme three'])
    await poll(id)
    await refuse('item')
    document = rss(['acme one, edited', 'acme poison', 'acme three, edited'])
    expect(await poll(id)).toEqual({ items: 3, newItems: 0, mentions: 0 })
    expect(await texts('mention')).toEqual(['acme one, edited', 'acme three, edited', 'acme two'])
  })

  test('is tried again as a whole when the database refuses for a reason that passes', async () => {
    await addAcme()
    await refuse('mention', '40001')
    const { id } = await addFeed(store.db, { url: site.url })
    document = rss(posts)
    await expect(poll(id)).rejects.toMatchObject({ code: '40001' })
    expect(await texts('item')).toEqual([])
    await store.pool.query('DROP TRIGGER refuse ON mention')
    expect(await poll(id)).toEqual({ items: 40, newItems: 40, mentions: 40 })
    expect(said).toEqual([])
  })

  test('folds what repeats a post that was passed over into a story of its own', async () => {
    await addAcme()
    await refuse('mention')
    const { id } = await addFeed(store.db, { url: site.url })
    const story =
      'acme lost my suitcase on the way to Lisbon, and nobody at the airport could tell me where it is'
    document = rss([`poison ${story}`, story, `${story}!`])
    await poll(id)
    const { rows } = await store.pool.query(
      'SELECT story_id IS NOT NULL AS repeats, story_size, state FROM mention ORDER BY id',
    )
    expect(rows).toEqual([
      { repeats: false, story_size: 2, state: 'queued' },
      { repeats: true, story_size: 1, state: 'stream' },
    ])
  })
})

test('a stream passes over one post that does not fit, and goes on behind it', async () => {
  await addAcme()
  await refuse('mention')
  const server = await startJetstream()
  const config = { endpoint: server.url, api: server.api }
  const { id } = await addFeed(store.db, { source: 'bluesky', config })
  const streams = startStreams({ store, tools, log: silentLog })
  try {
    await vi.waitFor(() => expect(server.open()).toBe(1), 8000)
    for (const text of ['acme one', 'acme poison', 'acme two']) server.post(text)
    const heard = async () => expect(await texts('mention')).toEqual(['acme one', 'acme two'])
    await vi.waitFor(heard, 8000)
    await vi.waitFor(async () => expect((await listChecks(store, id))[0]).toMatchObject({ outcome: 'items' }))
    expect((await listChecks(store, id))[0]!.problem?.detail).toMatch(/^One was passed over.*bsky\.app/)
    expect(server.connections).toHaveLength(1)
    expect(await readFeed(store.db, id)).toMatchObject({ health: 'working', consecutiveFailures: 0 })
  } finally {
    await streams.stop()
    await server.close()
  }
})

test('a new brand gets all that was kept but what does not fit', async () => {
  const { id } = await addFeed(store.db, { url: site.url })
  await createHearing(store).hear(
    id,
    Array.from({ length: 1200 }, (_, n) => ({
      text: `acme lost parcel ${n}${n % 500 === 99 ? ', poison' : ''}`,
      url: `https://forum.example/${n}`,
    })),
  )
  await refuse('mention')
  const { id: brandId } = await addAcme()
  await matchKept(tools, store, brandId, never)
  expect(await texts('mention')).toHaveLength(1197)
  expect(said.map(({ what }) => what).toSorted()).toEqual(
    [99, 599, 1099].map((n) => `https://forum.example/${n}`).toSorted(),
  )
  const { rows } = await store.pool.query('SELECT rematch_after FROM brand')
  expect(rows).toEqual([{ rematch_after: null }])
})

test('judging again leaves one as it was whose new score does not fit, and comes to its end', async () => {
  const ada = await addPerson(store, 'Ada', 'admin')
  const { id: brandId } = await addAcme()
  const { id } = await addFeed(store.db, { url: site.url })
  await createHearing(store).hear(
    id,
    Array.from({ length: 400 }, (_, n) => ({
      text: `acme made a zonky of lamp ${n}${n === 123 ? ', poison' : ''}`,
    })),
  )
  const scores = async () => {
    const { rows } = await store.pool.query<{ score: number }>(
      'SELECT score FROM mention m JOIN item i ON i.id = m.item_id ORDER BY text LIKE $1 DESC, m.id',
      ['%poison%'],
    )
    return rows.map(({ score }) => score)
  }
  const [before] = await scores()
  await refuse('mention')
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  await rescoreBrand(tools, store, brandId, { signal: never, untilMs: 60_000 })
  const [poisoned, ...others] = await scores()
  expect(poisoned).toBe(before)
  expect(others).toHaveLength(399)
  expect(Math.max(...others)).toBeLessThan(poisoned!)
  const [progress] = await listRescorings(store)
  expect(progress).toMatchObject({ seen: 400, changed: 399, finishedAt: expect.any(String) })
  expect(said).toMatchObject([{ brandId, why: expect.stringMatching(/out of range/) }])
})
