import { z } from 'zod'
import { asPhrase, endpointAddress, endpointField, optional } from '../config-fields.ts'
import type { Connector, ConnectorNeeds, FetchInput, FetchOutcome } from '../connector.ts'
import { readFeedToken, withoutToken, withToken } from './reddit/feed-token.ts'
import { fetchFeed } from './rss/fetch-feed.ts'
import { redditSpacingSeconds, tidyReddit } from './rss/reddit.ts'

const standardEndpoint = 'https://www.reddit.com'

const config = z
  .strictObject({
    search: optional(z.string().trim().min(2, 'must be at least two characters').max(300)),
    subreddit: optional(
      z
        .string()
        .trim()
        .transform((given) => given.replace(/^(?:https?:\/\/[^/]+)?\/?r\//i, '').replace(/\/.*$/, ''))
        .pipe(
          z.string().regex(/^[A-Za-z\d][\w+]{1,100}$/, 'must be the name of a subreddit, such as webdev'),
        ),
    ),
    kinds: optional(z.enum(['posts', 'comments'])).transform((given) => given ?? 'posts'),
    endpoint: endpointAddress(standardEndpoint),
  })
  .refine(({ search, subreddit }) => search !== undefined || subreddit !== undefined, {
    path: ['search'],
    message: 'Give words to search for, or a subreddit, or both.',
  })
  .refine(({ search, kinds }) => search === undefined || kinds === 'posts', {
    path: ['kinds'],
    message: 'Reddit searches posts only. Leave out the words to hear all comments of a subreddit.',
  })
type Config = z.infer<typeof config>

/** Posts on Reddit, by search or subreddit, through the feeds that it still offers. */
export function createConnector({ parser }: ConnectorNeeds): Connector<Config> {
  async function fetch(input: FetchInput<Config>): Promise<FetchOutcome> {
    const token = readFeedToken(input.credential)
    const outcome = await fetchFeed(parser, withToken(feedAddress(input.config), token), input, tidyReddit)
    const movedTo = outcome.movedTo === null ? null : withoutToken(outcome.movedTo)
    if (outcome.kind === 'unchanged') return { ...outcome, movedTo }
    const { finalUrl, siteUrl } = outcome
    return {
      ...outcome,
      movedTo,
      finalUrl: withoutToken(finalUrl),
      siteUrl: siteUrl === null ? null : withoutToken(siteUrl),
      hub: null,
    }
  }

  return {
    source: 'reddit',
    name: 'Reddit',
    about:
      'Posts that Reddit’s search finds, or all posts or comments of a subreddit. Reddit answers about once a minute for all such feeds together; with your own feed token it is more patient.',
    fields: [
      {
        name: 'search',
        label: 'Words',
        help: 'What Reddit searches for. Put a phrase in quotation marks.',
        kind: 'text',
        required: false,
        placeholder: '"acme cloud"',
      },
      {
        name: 'subreddit',
        label: 'Subreddit',
        help: 'Only there; without words, everything that is posted there.',
        kind: 'text',
        required: false,
        placeholder: 'webdev',
      },
      {
        name: 'kinds',
        label: 'What to hear',
        help: 'Comments can be heard of a whole subreddit only.',
        kind: 'choice',
        required: false,
        placeholder: '',
        choices: [
          { value: 'posts', label: 'Posts' },
          { value: 'comments', label: 'Comments' },
        ],
      },
      endpointField('Address of Reddit', 'Only when it is reached elsewhere.', standardEndpoint),
    ],
    credential: {
      label: 'Feed token',
      help: 'The address of any feed from reddit.com/prefs/feeds, which holds feed=… and user=…. It lets whoever has it read what you can read.',
      required: false,
    },
    config,
    address: feedAddress,
    title: ({ search, subreddit, kinds }) => {
      const where = subreddit === undefined ? 'Reddit' : `r/${subreddit}`
      if (search !== undefined) return `${search} on ${where}`
      return kinds === 'comments' ? `Comments in ${where}` : where
    },
    lane: ({ endpoint }) => (endpoint === standardEndpoint ? 'reddit.com' : new URL(endpoint).host),
    laneSpacingSeconds: ({ endpoint }) => (endpoint === standardEndpoint ? redditSpacingSeconds : undefined),
    leastIntervalSeconds: 60,
    fetch,
    recognise,
    propose: (brandName) => {
      const search = asPhrase(brandName)
      if (!config.safeParse({ search }).success) return []
      return [{ title: `${brandName} on Reddit`, config: { search } }]
    },
  }
}

function feedAddress({ search, subreddit, kinds, endpoint }: Config): string {
  const where = subreddit === undefined ? '' : `/r/${subreddit}`
  if (search === undefined) return `${endpoint}${where}/${kinds === 'comments' ? 'comments' : 'new'}/.rss`
  const limited = subreddit === undefined ? {} : { restrict_sr: 'on' }
  return `${endpoint}${where}/search.rss?${new URLSearchParams({ q: search, sort: 'new', ...limited })}`
}

/** A subreddit's page, or a page of results. */
function recognise(url: URL): Record<string, string> | null {
  if (!/^(?:(?:www|old|new|np)\.)?reddit\.com$/.test(url.hostname)) return null
  const [, subreddit, rest = ''] =
    /^\/r\/([A-Za-z\d]\w{1,50})(?:\/([a-z]*)(?:\.rss)?)?\/?$/.exec(url.pathname) ?? []
  const search =
    /^\/search(\.rss)?\/?$/.test(url.pathname) || rest === 'search' ? url.searchParams.get('q') : null
  const found = {
    ...(subreddit !== undefined && { subreddit }),
    ...(search !== null && { search }),
    ...(rest === 'comments' && { kinds: 'comments' }),
  }
  return config.safeParse(found).success ? found : null
}
