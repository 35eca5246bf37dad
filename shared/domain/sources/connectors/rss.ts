import { z } from 'zod'
import { Problem } from '../../../runtime/problem.ts'
import { asPhrase } from '../config-fields.ts'
import type { Connector, ConnectorNeeds, FetchInput, FetchOutcome } from '../connector.ts'
import { fetchFeed } from './rss/fetch-feed.ts'
import { googleNewsSearch } from './rss/google-news.ts'
import { isReddit, redditSpacingSeconds } from './rss/reddit.ts'
import { refinementFor } from './rss/refine.ts'
import { wordpressSearchFeed } from './rss/wordpress.ts'
import { explainYoutube, isYoutube, youtubeFeed } from './rss/youtube.ts'

const rssConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be a web address that starts with http:// or https://' }),
})

type RssConfig = z.infer<typeof rssConfig>

/**
 * Feeds by address: RSS of every version, Atom and JSON Feed. Knows the habits of some sites: YouTube channels, Google
 * News and Alerts, Reddit, and comments and searches of WordPress.
 */
export function createConnector({ parser }: ConnectorNeeds): Connector<RssConfig> {
  async function fetch(input: FetchInput<RssConfig>): Promise<FetchOutcome> {
    const { url } = input.config
    try {
      return await fetchFeed(parser, url, input, refinementFor(url))
    } catch (error) {
      throw error instanceof Problem && isYoutube(new URL(url)) ? explainYoutube(error) : error
    }
  }

  return {
    source: 'rss',
    name: 'RSS, Atom or JSON feed',
    about:
      'Any feed that has an address: blogs, their comments and searches, news, forums, podcasts, YouTube channels, Google News and Alerts.',
    fields: [
      {
        name: 'url',
        label: 'Address',
        help: 'The address of the feed, or of a page that names one.',
        kind: 'address',
        required: true,
        placeholder: 'https://example.com/feed',
      },
    ],
    credential: null,
    config: rssConfig,
    address: ({ url }) => url,
    title: () => '',
    laneSpacingSeconds: ({ url }) => (isReddit(new URL(url)) ? redditSpacingSeconds : undefined),
    fetch,
    recognise: (page) => {
      const url = youtubeFeed(page) ?? wordpressSearchFeed(page)
      return url === null ? null : { url }
    },
    propose: (brandName) => [
      {
        title: `${brandName} in Google News`,
        config: { url: googleNewsSearch(asPhrase(brandName)) },
      },
    ],
  }
}
