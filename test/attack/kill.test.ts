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
const moveCount = 1000
const kills = 4
const password = 'a long enough password'

type Acknowledged = { key: string; kind: string; mentionId: number; historyId: number; personId: number }

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
  const gone = new Promise((resolve) => earshot.process.once('exit', resolve))
  for (const one of [pid, ...children.map(Number)]) process.kill(one, 'SIGKILL')
  await gone
}

/** One person working through the queue: claims, then answers, dismisses, snoozes, notes or releases. Never gives up. */
async function work(client: ApiClient, personId: number, moves: number, done: Acknowledged[]): Promise<void> {
  const perform = async (
    kind: 'claim' | 'answer' | 'dismiss' | 'snooze' | 'note' | 'release',
    id: number,
    body: object,
  ) => {
    const key = `kill-${personId}-${done.length}-${Math.random().toString(36).slice(2)}`
    for (;;) {
      try {
        const { historyId } = await client.call(routes[kind], { params: { id }, body: body as never, key })
        done.push({ key, kind, mentionId: id, historyId, personId })
        return true
      } catch (error) {
        if (error instanceof Refused && error.problem.status < 500) return false
        await sleep(100)
      }
    }
  }
  const closing = [
    ['answer', { text: 'We are on it, and will be back with you by tonight.' }],
    ['dismiss', { reason: 'no_answer_needed' }],
    ['snooze', { untilActivity: true }],
    ['release', {}],
  ] as const
  let count = 0
  while (count < moves) {
    const page = await client
      .call(routes.mentions, { query: { lane: 'queue', limit: 30 } })
      .catch(() => sleep(100).then(() => undefined))
    const card = page?.mentions[Math.floor(Math.random() * page.mentions.length)]
    if (!card) {
      await sleep(100)
      continue
    }
    if (!(await perform('claim', card.id, {}))) continue
    const [kind, body] = closing[count % closing.length]!
    await perform('note', card.id, { text: 'Looked at it.' })
    await perform(kind, card.id, body)
    count += 3
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
      await boss.call(routes.addBrand, { body: { name: 'Acme', queries: [{ text: 'acme' }] } })
      const publish = (from: number, to: number) => {
        for (const [n, feed] of feeds.entries())
          feed.publish(
            ...Array.from({ length: to - from }, (_, i) => ({
              id: `${n}-${from + i}`,
              text: `Acme is terrible and awful, my order ${n}-${from + i} is broken and I hate it.`,
            })),
          )
      }
      publish(0, itemsPerFeed / 2)
      for (const feed of feeds)
        await boss.call(routes.addFeed, { body: { url: feed.url, intervalSeconds: 10 } })
      const workers = await Promise.all(
        ['ben', 'cleo', 'dan'].map(async (name) => {
          const email = `${name}@example.org`
          const person = await boss.call(routes.addPerson, { body: { name, email, role: 'agent', password } })
          return { person, client: await signIn(earshot.address, { email, password }) }
        }),
      )
      const watchers = workers.map(({ client, person }) =>
        openLiveList(client, { lane: 'stream' }, person.id),
      )

      const done: Acknowledged[] = []
      const working = Promise.all(
        workers.map(({ client, person }) =>
          work(client, person.id, Math.ceil(moveCount / workers.length), done),
        ),
      )
      for (let kill = 0; kill < kills; kill += 1) {
        await sleep(1500 + Math.random() * 1500)
        await killAll(earshot)
        if (kill === 1) publish(itemsPerFeed / 2, itemsPerFeed)
        earshot = await startEarshot(env)
      }
      const restartedAt = Date.now()
      await working
      await expect
        .poll(async () => Number((await pool.query('SELECT count(*) FROM item')).rows[0].count), {
          timeout: 60_000,
          interval: 500,
        })
        .toBe(feedCount * itemsPerFeed)

      // Rows = items, none twice, each with its one mention.
      const { rows: twice } = await pool.query(
        'SELECT feed_id, external_id FROM item GROUP BY 1, 2 HAVING count(*) > 1',
      )
      expect(twice).toEqual([])
      const { rows: mentions } = await pool.query(
        'SELECT count(*) AS all, count(DISTINCT item_id) AS items FROM mention',
      )
      expect(mentions[0]).toEqual({
        all: String(feedCount * itemsPerFeed),
        items: String(feedCount * itemsPerFeed),
      })

      // Every acknowledged move stands in the history, once, as its person's.
      expect(done.length).toBeGreaterThanOrEqual(moveCount)
      const { rows: history } = await pool.query(
        'SELECT h.id, h.kind, h.mention_id, h.actor_id, k.key FROM history h JOIN move_key k ON k.history_id = h.id',
      )
      const byKey = new Map(history.map((row) => [row.key, row]))
      for (const move of done)
        expect(byKey.get(move.key)).toMatchObject({
          id: String(move.historyId),
          kind: move.kind,
          mention_id: String(move.mentionId),
          actor_id: String(move.personId),
        })
      const { rows: uneven } = await pool.query(`
      SELECT m.id FROM mention m LEFT JOIN history h ON h.mention_id = m.id
      GROUP BY m.id HAVING max(m.version) <> 1 + count(h.id)`)
      expect(uneven).toEqual([])
      const { rows: gaps } = await pool.query(`
      SELECT b.id FROM brand b LEFT JOIN change c ON c.brand_id = b.id
      GROUP BY b.id HAVING max(b.revision) <> count(c.revision)`)
      expect(gaps).toEqual([])

      // Every page equals the database within 10 s, without being loaded again by hand.
      const truth = cardsOf(await fetchAll(boss, { lane: 'stream' }))
      const settleMs = Math.max(10_000 - (Date.now() - restartedAt), 5_000)
      for (const watcher of watchers)
        await expect.poll(() => watcher.cards(), { timeout: settleMs, interval: 200 }).toEqual(truth)
      for (const watcher of watchers) watcher.close()
    } finally {
      await earshot.stop()
      await Promise.all(feeds.map((feed) => feed.close()))
      await pool.end()
      await database.drop()
    }
  },
)
