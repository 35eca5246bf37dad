import { z } from 'zod'
import { endpointAddress, endpointField, optional } from '../config-fields.ts'
import {
  emptyFetchState,
  type Connector,
  type ConnectorNeeds,
  type FetchInput,
  type FetchOutcome,
} from '../connector.ts'
import type { Item } from '../item.ts'
import { readPage, type ReviewPage } from './appstore/read-page.ts'
import { reviewsPage } from './appstore/review.ts'

const standardEndpoint = 'https://itunes.apple.com'
/** Apple lists the newest 500, 50 to a page. */
const pages = 10

const config = z.strictObject({
  app: z
    .string('must be the number of an app, or the address of its page')
    .trim()
    .transform((given) => /(?:^|\/id|^id)(\d{5,12})(?:[/?#]|$)/.exec(given)?.[1] ?? given)
    .pipe(
      z
        .string()
        .regex(/^\d{5,12}$/, 'must be the number of an app, such as 389801252, or the address of its page'),
    ),
  country: optional(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z]{2}$/, 'must be the two letters of a country, such as us'),
  ).transform((given) => given ?? 'us'),
  endpoint: endpointAddress(standardEndpoint),
})
type Config = z.infer<typeof config>

/** Reviews that were the newest last time: what is read goes back to one of them. */
const cursorSchema = z.object({ newest: z.array(z.string()) }).catch({ newest: [] })
const remembered = 50

/** Reviews of an app in the App Store of one country. */
export function createConnector({ parser }: ConnectorNeeds): Connector<Config> {
  async function fetch(input: FetchInput<Config>): Promise<FetchOutcome> {
    const { app: id, country, endpoint } = input.config
    const { http, signal, state } = input
    const app = { id, country }
    const { newest } = cursorSchema.parse(state.cursor)
    const known = new Set(newest)
    const items: Item[] = []
    let page: ReviewPage | undefined
    let bytes = 0
    for (let number = 1; number <= pages; number++) {
      page = await readPage(app, number, { http, signal, parser, endpoint })
      bytes += page.bytes
      items.push(...page.items)
      // The first time, the newest are enough.
      const isKnown = page.items.some(({ externalId }) => known.has(externalId))
      if (known.size === 0 || isKnown || page.items.length === 0) break
    }
    const isEmpty = items.length === 0 && known.size > 0
    const seen = items.slice(0, remembered).map(({ externalId }) => externalId)
    return {
      kind: 'items',
      items,
      deleted: [],
      more: false,
      // Apple often lists nothing for a while: that does not mean that the reviews are gone.
      state: { ...emptyFetchState, cursor: { newest: isEmpty ? newest : seen } },
      feedTitle: null,
      siteUrl: reviewsPage(app),
      finalUrl: `${endpoint}/${country}/rss/customerreviews/id=${id}/sortby=mostrecent/json`,
      status: page?.status ?? 200,
      bytes,
      format: page?.format ?? 'json',
      warnings: isEmpty ? ['Apple lists no reviews just now. Those heard before stay.'] : [],
      suggestedIntervalSeconds: null,
      hub: null,
      movedTo: null,
      quota: null,
      hostWaitSeconds: null,
    }
  }

  return {
    source: 'appstore',
    name: 'App Store reviews',
    about:
      'Reviews of an iPhone or Mac app in one country’s App Store, without an account. Add a feed for each country.',
    fields: [
      {
        name: 'app',
        label: 'App',
        help: 'The address of the app in the App Store, or its number.',
        kind: 'text',
        required: true,
        placeholder: 'https://apps.apple.com/us/app/acme/id389801252',
      },
      {
        name: 'country',
        label: 'Country',
        help: 'Two letters. Empty means the United States.',
        kind: 'text',
        required: false,
        placeholder: 'us',
      },
      endpointField('Address of the lists', 'Only when they are reached elsewhere.', standardEndpoint),
    ],
    credential: null,
    config,
    address: ({ app, country, endpoint }) =>
      endpoint === standardEndpoint
        ? reviewsPage({ id: app, country })
        : `${endpoint}/${country}/rss/customerreviews/id=${app}/sortby=mostrecent/xml`,
    title: ({ app, country }) => `App Store reviews of ${app} (${country.toUpperCase()})`,
    leastIntervalSeconds: 600,
    fetch,
    recognise: (url) => {
      if (!/^(?:apps|itunes)\.apple\.com$/.test(url.hostname)) return null
      const [, country = 'us', app] =
        /^(?:\/([a-z]{2}))?\/app\/(?:[^/]+\/)?id(\d{5,12})\/?$/.exec(url.pathname) ?? []
      return app === undefined ? null : { app, country }
    },
  }
}
