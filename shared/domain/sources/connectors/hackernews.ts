import { z } from 'zod'
import { startPoll } from '../api-poll.ts'
import { asPhrase, endpointAddress, endpointField, optional, searchWords } from '../config-fields.ts'
import type { Connector, FetchInput, FetchOutcome } from '../connector.ts'
import type { Item } from '../item.ts'
import { readEach } from '../json-api.ts'
import { walkBack, walkCursor } from '../walk-back.ts'
import { hit, itemOfHit } from './hackernews/hit.ts'

const standardEndpoint = 'https://hn.algolia.com'
/** The search gives no more than 1,000 hits however they are paged, so each page is a search of its own, further back. */
const pageSize = 200
const pages = 5
/** Seconds; posts are found late, and are edited within two hours. */
const overlap = 2 * 3600

/** As the search and its page call them. */
const kindWords = {
  all: { tags: '(story,comment,poll)', type: 'all' },
  stories: { tags: '(story,poll)', type: 'story' },
  comments: { tags: 'comment', type: 'comment' },
}

const config = z.strictObject({
  search: searchWords('words to search for, such as acme'),
  kinds: optional(z.enum(['all', 'stories', 'comments'])).transform((given) => given ?? 'all'),
  endpoint: endpointAddress(standardEndpoint),
})
type Config = z.infer<typeof config>

const cursorSchema = walkCursor(z.number().int())
const answer = z.object({ hits: z.array(z.unknown()) })

/** Stories and comments on Hacker News, through its public search by Algolia. */
export function createConnector(): Connector<Config> {
  return {
    source: 'hackernews',
    name: 'Hacker News',
    about: 'Stories and comments on Hacker News with your words, without an account.',
    fields: [
      {
        name: 'search',
        label: 'Words',
        help: 'All of them must occur; put a phrase in quotation marks. Queries then sort what comes.',
        kind: 'text',
        required: true,
        placeholder: '"acme cloud"',
      },
      {
        name: 'kinds',
        label: 'What to hear',
        help: '',
        kind: 'choice',
        required: false,
        placeholder: '',
        choices: [
          { value: 'all', label: 'Stories and comments' },
          { value: 'stories', label: 'Stories' },
          { value: 'comments', label: 'Comments' },
        ],
      },
      endpointField('Address of the search', 'Only when it is reached elsewhere.', standardEndpoint),
    ],
    credential: null,
    config,
    address: ({ search, kinds, endpoint }) => {
      const { type } = kindWords[kinds]
      return `${endpoint}/?${new URLSearchParams({ query: search, sort: 'byDate', dateRange: 'all', type })}`
    },
    title: ({ search }) => `${search} on Hacker News`,
    lane: ({ endpoint }) => new URL(endpoint).host,
    leastIntervalSeconds: 60,
    fetch,
    recognise,
    propose: (brandName) => {
      const search = asPhrase(brandName)
      if (!config.safeParse({ search }).success) return []
      return [{ title: `${brandName} on Hacker News`, config: { search } }]
    },
  }
}

/** A page of results, such as https://hn.algolia.com/?query=acme. */
function recognise(url: URL): Record<string, string> | null {
  const search = url.searchParams.get('query') ?? url.searchParams.get('q') ?? ''
  if (url.hostname !== 'hn.algolia.com' || !config.safeParse({ search }).success) return null
  return { search }
}

async function fetch(input: FetchInput<Config>): Promise<FetchOutcome> {
  const { search, kinds, endpoint } = input.config
  const poll = startPoll(input)
  const now = new Date()
  const items = new Map<string, Item>()
  const warnings: string[] = []

  const walked = await walkBack(
    cursorSchema.parse(input.state.cursor),
    { pages, overlap },
    async (until, from) => {
      const bounds = [
        ...(from === null ? [] : [`created_at_i>${from}`]),
        ...(until === null ? [] : [`created_at_i<=${until}`]),
      ]
      const query = new URLSearchParams({
        query: search,
        tags: kindWords[kinds].tags,
        hitsPerPage: String(pageSize),
        advancedSyntax: 'true',
        typoTolerance: 'false',
        restrictSearchableAttributes: 'title,url,story_text,comment_text',
        attributesToHighlight: '',
        ...(bounds.length > 0 && { numericFilters: bounds.join(',') }),
      })
      const { value, reply } = await poll.get(`${endpoint}/api/v1/search_by_date?${query}`, answer)
      const { values, warnings: odd } = readEach(reply, value.hits, hit)
      for (const found of values) items.set(found.objectID, itemOfHit(found, now))
      warnings.push(...odd)
      const marks = values.map((found) => found.created_at_i)
      const next = value.hits.length < pageSize || marks.length === 0 ? null : Math.min(...marks)
      return { marks, next }
    },
  )
  return poll.outcome({
    items: [...items.values()],
    cursor: walked.cursor,
    more: walked.more,
    format: 'hackernews',
    siteUrl: 'https://news.ycombinator.com',
    warnings,
    stopped: walked.stopped,
  })
}
