import { expect, test } from 'vitest'
import { routes } from '../../../shared/contract/routes.ts'
import { demoSites } from '../../../server/demo/sites.ts'
import { demoPassword, demoPeople } from '../../../server/demo/seed.ts'
import { signIn } from '../../support/api-client.ts'
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
