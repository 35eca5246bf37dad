import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { cardsOf } from '../../client/live/list.ts'
import { routes } from '../../shared/contract/routes.ts'
import { Refused, signIn, type ApiClient } from '../support/api-client.ts'
import { createTestDatabase } from '../support/database.ts'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { startFeedServer } from '../support/feed-server.ts'
import { fetchAll, openLiveList } from '../support/live-list.ts'

const feedCount = 10
const itemsPerFeed = 200
const itemCount = feedCount * itemsPerFeed
const moveCount = 1000
/** What every page must be equal to the database within, after a restart. */
const settledMs = 10_000
const password = 'a long enough password'

type Acknowledged = { key: string; kind: string; mentionId: number; historyId: number; personId: number }
/** What the people at work have done and are doing, and whether they go on. */
type Work = { done: Acknowledged[]; asking: number; goOn: boolean }

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** kill -9 of the server and of its workers, as when the machine's memory runs out. */
async function killAll(earshot: Earshot): Promise<void> {
  const pid = earshot.process.pid!
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
    .trim()
    .split(' ')
    .filter(Boolean)
  for (const one of [pid, ...children.map(Number)]) process.kill(one, 'SIGKILL')
  await earshot.stop()
}

/** One person working through the queue: claims, notes, corrects, then answers, dismisses, snoozes or releases. Never gives up. */
async function work(client: ApiClient, personId: number, shared: Work): Promise<void> {
  const perform = async (
    kind: 'claim' | 'answer' | 'dismiss' | 'snooze' | 'note' | 'correct' | 'release',
    id: number,
    body: object,
  ) => {
    const key = `kill-${personId}-${shared.done.length}-${Math.random().toString(36).slice(2)}`
    shared.asking += 1
    try {
      for (;;) {
        try {
          const { historyId } = await client.call(routes[kind], { params: { id }, body: body as never, key })
          shared.done.push({ key, kind, mentionId: id, historyId, personId })
          return true
        } catch (error) {
          if (error instanceof Refused && error.problem.status < 500) return false
          await sleep(100)
        }
      }
    } finally {
      shared.asking -= 1
    }
  }
  // Mostly put back, so that there is always something to do.
  const closing = [
    ['answer', { text: 'We are on it, and will be back with you by tonight.' }],
    ['release', {}],
    ['dismiss', { reason: 'no_answer_needed' }],
    ['release', {}],
    ['snooze', { untilActivity: true }],
    ['release', {}],
    ['release', {}],
    ['release', {}],
  ] as const
  for (let round = 0; shared.goOn; round += 1) {
    const page = await client
      .call(routes.mentions, { query: { lane: 'queue', limit: 30 } })
      .catch(() => undefined)
    const card = page?.mentions[Math.floor(Math.random() * page.mentions.length)]
    if (!card || !(await perform('claim', card.id, {}))) {
      await sleep(50)
      continue
    }
    const [kind, body] = closing[round % closing.length]!
    await perform('note', card.id, { text: 'Looked at it.' })
    if (round % 2 === 0)
      await perform('correct', card.id, { label: round % 4 === 0 ? 'neutral' : 'negative' })
    await perform(kind, card.id, body)
  }
}

test(
  'kill -9 of everything in the middle of 2,000 items and 1,000 moves loses and doubles nothing',
  { timeout: 240_000 },
  async () => {
    const database = await createTestDatabase()
    const env = {
      DATABASE_URL: database.url,
      PORT: String(await freePort()),
      EARSHOT_ADMIN_EMAIL: admin.email,
      EARSHOT_ADMIN_PASSWORD: admin.password,
    }
    let earshot = await startEarshot(env)
    const feeds = await Promise.all(
      Array.from({ length: feedCount }, (_, n) => startFeedServer(`Forum ${n}`)),
    )
    const pool = new pg.Pool({ connectionString: database.url, max: 2 })
    pool.on('error', () => undefined)
    try {
      const boss = await signIn(earshot.address, admin)
      const { id: brandId } = await boss.call(routes.addBrand, {
        body: { name: 'Acme', queries: [{ text: 'acme' }] },
      })
      const publish = (from: number, to: number) => {
        for (const [n, feed] of feeds.entries())
          feed.publish(
            ...Array.from({ length: to - from }, (_, i) => ({
              id: `${n}-${from + i}`,
              text: `Acme is terrible and awful, my order ${n}-${from + i} is broken and I hate it.`,
            })),
          )
      }
      const people = await Promise.all(
        ['ben', 'cleo', 'dan'].map(async (name) => {
          const email = `${name}@example.org`
          const person = await boss.call(routes.addPerson, { body: { name, email, role: 'agent', password } })
          return { person, client: await signIn(earshot.address, { email, password }) }
        }),
      )
      const watchers = people.map(({ client, person }) => openLiveList(client, { lane: 'stream' }, person.id))
      const items = async () => Number((await pool.query('SELECT count(*) FROM item')).rows[0].count)
      const until = (holds: () => boolean | Promise<boolean>) =>
        expect.poll(holds, { timeout: 60_000, interval: 10 }).toBe(true)
      const startWork = (shared: Work) =>
        Promise.all(people.map(({ client, person }) => work(client, person.id, shared)))
      /** Every page equals the database, without being loaded again by hand. */
      const expectAllEqual = async (since: number) => {
        const truth = cardsOf(await fetchAll(boss, { lane: 'stream' }))
        for (const watcher of watchers)
          await expect
            .poll(() => watcher.cards(), { timeout: settledMs - (Date.now() - since), interval: 100 })
            .toEqual(truth)
        expect(Date.now() - since).toBeLessThan(settledMs)
      }

      publish(0, itemsPerFeed / 2)
      await Promise.all(
        feeds.map((feed) => boss.call(routes.addFeed, { body: { url: feed.url, intervalSeconds: 10 } })),
      )
      const shared: Work = { done: [], asking: 0, goOn: true }
      const working = startWork(shared)
      const moves = (count: number) => () => shared.done.length >= count
      /** When to kill: among the items, among the moves, and then with more of both still to come. */
      const moments: (() => boolean | Promise<boolean>)[] = [
        async () => (await items()) > 0,
        moves(moveCount / 4),
        async () => (await items()) > itemCount / 2,
        async () => shared.done.length >= moveCount / 2 && (await items()) === itemCount,
      ]
      for (const [kill, moment] of moments.entries()) {
        await until(moment)
        if (kill < 2) expect(await items()).toBeLessThan(itemCount)
        // Past mentions are being judged again, too.
        const word = { brandId, phrase: kill % 2 === 0 ? 'broken' : 'order', weight: 2, active: true }
        if (kill < 2) await boss.call(routes.addLexiconEntry, { body: word })
        await until(() => shared.asking > 0)
        await killAll(earshot)
        if (kill === 1) publish(itemsPerFeed / 2, itemsPerFeed)
        earshot = await startEarshot(env)
      }
      const restartedAt = Date.now()
      shared.goOn = false
      await working
      await expectAllEqual(restartedAt)

      // And it stays so while work goes on from there.
      const enough = moves(Math.max(moveCount, shared.done.length + 150))
      shared.goOn = true
      const goingOn = startWork(shared)
      await until(enough)
      shared.goOn = false
      await goingOn
      await expectAllEqual(Date.now())

      // Rows = items, none twice, each with its one mention.
      const { rows: twice } = await pool.query(
        'SELECT feed_id, external_id FROM item GROUP BY 1, 2 HAVING count(*) > 1',
      )
      expect(twice).toEqual([])
      const { rows: mentions } = await pool.query(
        'SELECT count(*) AS all, count(DISTINCT item_id) AS items FROM mention',
      )
      expect(mentions[0]).toEqual({
        all: String(itemCount),
        items: String(itemCount),
      })

      // Every acknowledged move stands in the history, once, as its person's.
      expect(shared.done.length).toBeGreaterThanOrEqual(moveCount)
      const { rows: history } = await pool.query(
        'SELECT h.id, h.kind, h.mention_id, h.actor_id, k.key FROM history h JOIN move_key k ON k.history_id = h.id',
      )
      const byKey = new Map(history.map((row) => [row.key, row]))
      for (const move of shared.done)
        expect(byKey.get(move.key)).toMatchObject({
          id: String(move.historyId),
          kind: move.kind,
          mention_id: String(move.mentionId),
          actor_id: String(move.personId),
        })
      const { rows: labels } = await pool.query(`
      SELECT h.id FROM history h LEFT JOIN correction c ON c.history_id = h.id
      WHERE (h.kind = 'correct') <> (c.history_id IS NOT NULL)
      UNION ALL SELECT m.id FROM mention m LEFT JOIN standing_correction c ON c.mention_id = m.id
      WHERE m.corrected_by IS NOT NULL AND m.label IS DISTINCT FROM c.label`)
      expect(labels).toEqual([])
      const { rows: owed } = await pool.query(
        'SELECT FROM rescoring WHERE finished_at IS NULL OR seen <> total',
      )
      expect(owed).toEqual([])
      const { rows: uneven } = await pool.query(`
      SELECT m.id FROM mention m LEFT JOIN history h ON h.mention_id = m.id
      GROUP BY m.id HAVING max(m.version) <> 1 + count(h.id)`)
      expect(uneven).toEqual([])
      const { rows: gaps } = await pool.query(`
      SELECT b.id FROM brand b LEFT JOIN change c ON c.brand_id = b.id
      GROUP BY b.id HAVING max(b.revision) <> count(c.revision)`)
      expect(gaps).toEqual([])

      for (const watcher of watchers) watcher.close()
    } finally {
      await earshot.stop()
      await Promise.all(feeds.map((feed) => feed.close()))
      await pool.end()
      await database.drop()
    }
  },
)
