import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { routes } from '../../../shared/contract/routes.ts'
import { demoSites } from '../../../server/demo/sites.ts'
import { demoPassword, demoPeople } from '../../../server/demo/seed.ts'
import { signIn } from '../../support/api-client.ts'
import { createTestDatabase } from '../../support/database.ts'
import { startEarshot } from '../../support/earshot.ts'

const withinMs = 60_000

test(
  'the demo shows mentions arriving, scored and queued, within a minute of its start',
  { timeout: 150_000 },
  async () => {
    const earshot = await startEarshot({}, ['--demo'])
    const startedAt = Date.now()
    try {
      const ben = await signIn(earshot.address, { email: demoPeople.agent.email, password: demoPassword })
      const arrived = async () => {
        const { mentions } = await ben.call(routes.mentions, { query: { lane: 'stream', limit: 100 } })
        return mentions.filter((card) => Date.parse(card.publishedAt) > startedAt)
      }
      await expect
        .poll(async () => (await arrived()).length, { timeout: withinMs, interval: 500 })
        .toBeGreaterThan(3)
      await expect
        .poll(
          async () =>
            (await arrived()).some((card) => card.state === 'queued' && card.sentiment.label === 'negative'),
          {
            timeout: withinMs - (Date.now() - startedAt),
            interval: 500,
          },
        )
        .toBe(true)

      // What began lately rises, and the list behind it holds what is counted.
      const rising = async () => (await ben.call(routes.topics, { query: {} })).topics
      await expect
        .poll(async () => (await rising()).length, { timeout: withinMs, interval: 1_000 })
        .toBeGreaterThan(0)
      const [topic] = await rising()
      const behind = await ben.call(routes.mentions, {
        query: { lane: 'stream', topicId: topic!.id, limit: 100 },
      })
      expect(behind.mentions.length).toBeGreaterThanOrEqual(5)
      expect(behind.mentions.map((card) => card.brandId)).toEqual(behind.mentions.map(() => topic!.brandId))
      expect(['strike', 'boarding', 'pass'].some((word) => topic!.words.toLowerCase().includes(word))).toBe(
        true,
      )
      // Some languages are not scored, and some things cannot wait.
      const all = await ben.call(routes.mentions, { query: { lane: 'unscored', limit: 100 } })
      expect(all.mentions.length).toBeGreaterThan(0)

      // What is damaged is heard as well; what is cut off says so and goes on.
      const ana = await signIn(earshot.address, { email: demoPeople.admin.email, password: demoPassword })
      const { feeds } = await ana.call(routes.feeds)
      expect(feeds.map((feed) => feed.title).toSorted()).toEqual(
        demoSites.map((site) => site.title).toSorted(),
      )
      for (const feed of feeds) expect(feed, feed.title).toMatchObject({ health: 'working' })
      // Only the firehose has no past to bring.
      await expect
        .poll(
          async () => {
            const now = await ana.call(routes.feeds)
            return now.feeds.filter((feed) => feed.mentions === 0).map((feed) => feed.title)
          },
          { timeout: withinMs, interval: 1_000 },
        )
        .toEqual([])
    } finally {
      await earshot.stop()
    }
  },
)

test(
  'started again on the same data, the demo hears nothing of its past twice',
  { timeout: 150_000 },
  async () => {
    const database = await createTestDatabase()
    const dataDir = await mkdtemp(join(tmpdir(), 'earshot-test-'))
    await chmod(dataDir, 0o755)
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const start = () => startEarshot({ DATABASE_URL: database.url, EARSHOT_DATA: dataDir }, ['--demo'])
    /** Feeds that have not been heard since; the firehose is never asked. */
    const silent = async (since: Date) => {
      const { rows } = await client.query<{ title: string }>(
        `SELECT title FROM feed WHERE NOT streamed AND NOT EXISTS (SELECT FROM feed_check
        WHERE feed_id = feed.id AND started_at > $1 AND outcome <> 'failed')`,
        [since],
      )
      return rows.map(({ title }) => title)
    }
    /** Without Lobsters, of whose past the first poll reads a page only. */
    const told = async (until: Date) => {
      const { rows } = await client.query<{ told: string }>(
        `SELECT concat_ws(' ', m.id, m.published_at, i.title, i.text) AS told
        FROM mention m JOIN item i ON i.id = m.item_id JOIN feed f ON f.id = i.feed_id
        WHERE m.published_at < $1 AND f.source <> 'lobsters' ORDER BY m.id`,
        [until],
      )
      return rows.map((row) => row.told)
    }
    /** What was published before is all heard: nothing more of it comes. */
    const toldAtRest = async (until: Date) => {
      let last = -1
      await expect
        .poll(
          async () => {
            const [before, { length }] = [last, await told(until)]
            last = length
            return length - before
          },
          { timeout: withinMs, interval: 2_500 },
        )
        .toBe(0)
      return told(until)
    }

    try {
      const begin = new Date()
      let before: string[]
      const first = await start()
      try {
        await expect.poll(() => silent(begin), { timeout: withinMs, interval: 500 }).toEqual([])
        before = await toldAtRest(begin)
        expect(before.length).toBeGreaterThan(500)
      } finally {
        await first.stop()
      }

      // Some sources are asked once a minute.
      await client.query('UPDATE feed SET next_check_at = now()')
      const again = new Date()
      const second = await start()
      try {
        await expect.poll(() => silent(again), { timeout: withinMs, interval: 500 }).toEqual([])
        expect(await toldAtRest(begin)).toEqual(before)
      } finally {
        await second.stop()
      }
    } finally {
      await client.end()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
)
