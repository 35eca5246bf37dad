import type { Page } from 'playwright-core'
import type { BrandProposal, FeedProposal } from '../../shared/contract/source.ts'

/** A feed of this address, as the server would propose it. */
export const proposed = (url: string, title: string): FeedProposal => ({
  source: 'rss',
  sourceName: 'RSS, Atom or JSON feed',
  streamed: false,
  config: { url },
  title,
  url,
})

/**
 * Lets the page see the server's own proposal with these feeds instead of the public places, which no test may ask.
 * Everything else is real: the queries, the tests of the feeds, what is saved.
 */
export async function proposeOnly(page: Page, urls: readonly string[]): Promise<void> {
  await page.route('**/api/{first-run,brands}/propose', async (route) => {
    const response = await route.fetch()
    const proposal = (await response.json()) as BrandProposal
    const feeds = urls.map((url, index) => proposed(url, `Place ${index + 1}`))
    await route.fulfill({ response, json: { ...proposal, feeds } })
  })
}
