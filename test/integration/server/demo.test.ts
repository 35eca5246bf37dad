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
