import { z } from 'zod'
import { Problem } from '../../../runtime/problem.ts'
import { startPoll } from '../api-poll.ts'
import { endpointAddress, endpointField, optional, searchWords } from '../config-fields.ts'
import type { Connector, FetchInput, FetchOutcome } from '../connector.ts'
import type { HttpReply } from '../http-reply.ts'
import type { Item } from '../item.ts'
import { readEach } from '../json-api.ts'
import { tokenOf } from '../token.ts'
import { walkBack, walkCursor } from '../walk-back.ts'
import { explainRefusal, Sessions } from './bluesky-search/session.ts'
import { itemOfView, postView } from './bluesky-search/view.ts'

const standardEndpoint = 'https://bsky.social'
const pageSize = 100
const pages = 5
/** Seconds; posts are found a while after they were written. */
const overlap = 600

const config = z.strictObject({
  search: searchWords('words to search for, such as acme'),
  handle: z
    .string('must be the handle of an account, such as acme.bsky.social')
    .trim()
    .transform((given) => given.replace(/^@/, ''))
    .pipe(
      z
        .string()
        .regex(
          /^[\w-]+(?:\.[\w-]+)+$|^[^@\s]+@[^@\s]+$/,
          'must be the handle of an account, such as acme.bsky.social',
        ),
    ),
  language: optional(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z]{2,3}$/, 'must be a language’s letters, such as en'),
  ),
  endpoint: endpointAddress(standardEndpoint),
})
type Config = z.infer<typeof config>

const cursorSchema = walkCursor(z.string())
const answer = z.object({ posts: z.array(z.unknown()), cursor: z.string().nullish() })

/** Posts that Bluesky's own search finds, for which it wants an account. */
export function createConnector(): Connector<Config> {
  const sessions = new Sessions()

  async function fetch(input: FetchInput<Config>): Promise<FetchOutcome> {
    const { search, handle, language, endpoint } = input.config
    const password = tokenOf(input.credential)
    if (password === null) {
      throw new Problem(
        'feed_needs_credential',
        'Bluesky’s search wants an account: store an app password of it. The firehose hears all posts without one.',
      )
    }
    const account = { service: endpoint, handle, password }
    const poll = startPoll(input, { explain })
    const now = new Date()
    const items = new Map<string, Item>()
    const warnings: string[] = []
    const walked = await walkBack(
      cursorSchema.parse(input.state.cursor),
      { pages, overlap },
      async (position, from) => {
        const query = new URLSearchParams({
          q: search,
          sort: 'latest',
          limit: String(pageSize),
          ...(language !== undefined && { lang: language }),
          ...(from !== null && { since: new Date(from * 1000).toISOString() }),
          ...(position !== null && { cursor: position }),
        })
        const url = `${endpoint}/xrpc/app.bsky.feed.searchPosts?${query}`
        const { value, reply } = await sessions.with(input.http, account, input.signal, (accessToken) =>
          poll.get(url, answer, { headers: { authorization: `Bearer ${accessToken}` } }),
        )
        const { values, warnings: odd } = readEach(reply, value.posts, postView)
        for (const view of values) items.set(view.uri, itemOfView(view, now))
        warnings.push(...odd)
        const marks = values.map(({ indexedAt }) => Date.parse(indexedAt) / 1000)
        return { marks, next: value.cursor ?? null }
      },
    )
    return poll.outcome({
      items: [...items.values()],
      cursor: walked.cursor,
      more: walked.more,
      format: 'bluesky',
      siteUrl: 'https://bsky.app',
      warnings,
      stopped: walked.stopped,
    })
  }

  return {
    source: 'bluesky-search',
    name: 'Bluesky search',
    about:
      'Posts that Bluesky’s search finds, with likes and replies. It wants an account and an app password; “Bluesky, all posts” needs neither.',
    fields: [
      {
        name: 'search',
        label: 'Words',
        help: 'What Bluesky searches for. Queries then sort what comes.',
        kind: 'text',
        required: true,
        placeholder: '"acme cloud"',
      },
      {
        name: 'handle',
        label: 'Account',
        help: 'The handle of the account whose app password is stored.',
        kind: 'text',
        required: true,
        placeholder: 'acme.bsky.social',
      },
      {
        name: 'language',
        label: 'Language',
        help: 'Only posts in it. Empty means all.',
        kind: 'text',
        required: false,
        placeholder: 'en',
        advanced: true,
      },
      endpointField('Service', 'Where the account is, when that is not bsky.social.', standardEndpoint),
    ],
    credential: {
      label: 'App password',
      help: 'Not the account’s own password: make one in Bluesky under Settings → Privacy and security → App passwords.',
      required: true,
    },
    config,
    address: ({ search, language, endpoint }) => {
      const query = new URLSearchParams({ q: language === undefined ? search : `${search} lang:${language}` })
      return `${endpoint === standardEndpoint ? 'https://bsky.app' : endpoint}/search?${query}`
    },
    title: ({ search }) => `${search} on Bluesky`,
    lane: ({ endpoint }) => new URL(endpoint).host,
    leastIntervalSeconds: 30,
    fetch,
  }
}

/** The search is closed to everybody at times. */
function explain(reply: HttpReply): Problem | null {
  const { host } = new URL(reply.finalUrl)
  if (reply.status === 403) {
    return new Problem(
      'feed_forbidden',
      `${host} does not let anybody search just now (403), as happens in waves. Earshot tries again; “Bluesky, all posts” hears the same posts meanwhile.`,
      { facts: { httpStatus: 403 } },
    )
  }
  return explainRefusal(reply)
}
