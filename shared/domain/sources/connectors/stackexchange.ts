import { z } from 'zod'
import { Problem } from '../../../runtime/problem.ts'
import { startPoll } from '../api-poll.ts'
import { asPhrase, endpointAddress, endpointField, optional, searchWords } from '../config-fields.ts'
import type { Connector, FetchInput, FetchOutcome, Proposal } from '../connector.ts'
import type { HttpReply } from '../http-reply.ts'
import type { Item } from '../item.ts'
import { readEach } from '../json-api.ts'
import { cleanLine } from '../parsing/clean-text.ts'
import { tokenOf } from '../token.ts'
import { walkBack, walkCursor } from '../walk-back.ts'
import { itemOfQuestion, stackQuestion } from './stackexchange/question.ts'
import { siteHost, siteName } from './stackexchange/site.ts'

const standardEndpoint = 'https://api.stackexchange.com'
const pageSize = 100
/** Seconds; questions are found a while after they were asked. */
const overlap = 2 * 3600
/** Fewer requests left than this are spread over the rest of the day. */
const scarce = 60

const config = z.strictObject({
  search: searchWords('words to search for, such as acme'),
  site: optional(
    z.string().transform((given, context) => {
      const name = siteName(given)
      if (name !== null) return name
      const message = 'must be a site of Stack Exchange, such as stackoverflow or unix.stackexchange.com'
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }),
  ).transform((given) => given ?? 'stackoverflow'),
  endpoint: endpointAddress(standardEndpoint),
})
type Config = z.infer<typeof config>

const cursorSchema = walkCursor(z.number().int())
const answer = z.object({
  items: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  quota_max: z.number().nullish(),
  quota_remaining: z.number().nullish(),
  backoff: z.number().nullish(),
})
type Answer = z.infer<typeof answer>

/** Questions of Stack Overflow and its sister sites. */
export function createConnector(): Connector<Config> {
  return {
    source: 'stackexchange',
    name: 'Stack Exchange',
    about:
      'Questions on Stack Overflow or another site of Stack Exchange. Without a key, 300 requests a day for all such feeds together.',
    fields: [
      {
        name: 'search',
        label: 'Words',
        help: 'What Stack Exchange searches for, in titles and texts. Queries then sort what comes.',
        kind: 'text',
        required: true,
        placeholder: 'acme',
      },
      {
        name: 'site',
        label: 'Site',
        help: 'The name or address of a site. Empty means Stack Overflow.',
        kind: 'text',
        required: false,
        placeholder: 'stackoverflow',
      },
      endpointField('Address of the API', 'Only when the API is reached elsewhere.', standardEndpoint),
    ],
    credential: {
      label: 'API key',
      help: 'Free, from stackapps.com; allows 10,000 requests a day instead of 300.',
      required: false,
    },
    config,
    address: ({ search, site, endpoint }) => {
      const query = new URLSearchParams({ q: search, tab: 'newest' })
      if (endpoint === standardEndpoint) return `https://${siteHost(site)}/search?${query}`
      return `${endpoint}/search?${query}&site=${encodeURIComponent(site)}`
    },
    title: ({ search, site }) => `${search} on ${siteHost(site)}`,
    // All sites count into one quota, whose requests go to this domain.
    lane: ({ endpoint }) => (endpoint === standardEndpoint ? 'stackexchange.com' : new URL(endpoint).host),
    leastIntervalSeconds: 600,
    fetch,
    recognise,
    propose: (brandName): Proposal[] =>
      config.safeParse({ search: quoted(brandName) }).success
        ? [
            {
              title: `${brandName} on stackoverflow.com`,
              config: { search: quoted(brandName), site: 'stackoverflow' },
            },
          ]
        : [],
  }
}

/** A name of several words is meant as it stands. */
const quoted = (name: string) => (/\s/.test(name) ? asPhrase(name) : name)

/** A page of results, such as https://stackoverflow.com/search?q=acme. */
function recognise(url: URL): Record<string, string> | null {
  const name = siteName(url.hostname)
  const search = url.searchParams.get('q')?.trim() ?? ''
  if (name === null || siteHost(name) !== url.hostname || url.pathname !== '/search' || search.length < 2)
    return null
  return { search, site: name }
}

async function fetch(input: FetchInput<Config>): Promise<FetchOutcome> {
  const { search, site, endpoint } = input.config
  const key = tokenOf(input.credential)
  const poll = startPoll(input, { explain })
  const now = new Date()
  const items: Item[] = []
  const warnings: string[] = []
  let last: Answer | null = null

  // One page a poll: the API may ask for a pause after any of them.
  const walked = await walkBack(
    cursorSchema.parse(input.state.cursor),
    { pages: 1, overlap },
    async (until, from) => {
      const query = new URLSearchParams({
        q: search,
        site,
        sort: 'creation',
        order: 'desc',
        filter: 'withbody',
        pagesize: String(pageSize),
        ...(from !== null && { fromdate: String(Math.max(Math.floor(from), 0)) }),
        ...(until !== null && { todate: String(until) }),
        // The API takes it nowhere else.
        ...(key !== null && { key }),
      })
      const { value, reply } = await poll.get(`${endpoint}/2.3/search/advanced?${query}`, answer)
      last = value
      const { values, warnings: odd } = readEach(reply, value.items, stackQuestion)
      items.push(...values.map((question) => itemOfQuestion(question, now)))
      warnings.push(...odd)
      const marks = values.map((question) => question.creation_date)
      return { marks, next: value.has_more && marks.length > 0 ? Math.min(...marks) : null }
    },
  )
  const outcome = poll.outcome({
    items,
    cursor: walked.cursor,
    more: walked.more,
    format: 'stackexchange',
    siteUrl: endpoint === standardEndpoint ? `https://${siteHost(site)}` : endpoint,
    warnings,
    waitSeconds: last === null ? null : waitOf(last, now),
  })
  return last === null ? outcome : { ...outcome, quota: quotaOf(last, now) }
}

/** Quotas begin anew at midnight, UTC. */
const nextDay = (now: Date) => new Date(Math.floor(now.getTime() / 86_400_000 + 1) * 86_400_000)

const quotaOf = ({ quota_max: limit, quota_remaining: remaining }: Answer, now: Date) =>
  typeof remaining === 'number' ? { limit: limit ?? null, remaining, resetAt: nextDay(now) } : null

/** What the API asks for, and what keeps the rest of a day's quota from being used up at once. */
function waitOf({ backoff, quota_remaining: remaining }: Answer, now: Date): number | null {
  const rest = (nextDay(now).getTime() - now.getTime()) / 1000
  const spread =
    typeof remaining === 'number' && remaining < scarce ? Math.ceil(rest / Math.max(remaining, 1)) : 0
  const wait = Math.max(backoff ?? 0, spread)
  return wait > 0 ? Math.min(wait, 24 * 3600) : null
}

const refusal = z.object({
  error_id: z.number(),
  error_name: z.string(),
  error_message: z.string().nullish(),
})

/** Refusals come as 400 with a name. */
function explain(reply: HttpReply): Problem | null {
  if (reply.status < 400 || reply.status >= 500) return null
  const read = refusal.safeParse(bodyOf(reply))
  if (!read.success) return null
  const { error_name: name, error_message: message } = read.data
  const said = cleanLine(message ?? '', 200)
  const facts = { httpStatus: reply.status }
  if (name === 'throttle_violation') {
    const seconds = Number(/in (\d{1,6}) seconds/.exec(said)?.[1] ?? 600)
    return new Problem(
      'feed_rate_limited',
      `Stack Exchange allows no more requests for now; try again in ${seconds} seconds. A free key allows more.`,
      { facts: { ...facts, retryAfterSeconds: seconds } },
    )
  }
  if (/\bkey\b/i.test(said)) {
    return new Problem(
      'feed_needs_credential',
      'Stack Exchange does not accept the stored key. Copy it from stackapps.com once more, or remove it.',
      { facts },
    )
  }
  return new Problem('feed_forbidden', `Stack Exchange refuses this search: ${said || name}.`, { facts })
}

function bodyOf(reply: HttpReply): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(reply.body.subarray(0, 10_000)))
  } catch {
    return null
  }
}
