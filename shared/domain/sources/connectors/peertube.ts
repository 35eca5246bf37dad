import { z } from 'zod'
import { startPoll } from '../api-poll.ts'
import { optional, searchWords, siteAddress } from '../config-fields.ts'
import type { Connector, FetchInput, FetchOutcome } from '../connector.ts'
import type { Item } from '../item.ts'
import { readEach } from '../json-api.ts'
import { walkBack, walkCursor } from '../walk-back.ts'
import { itemOfVideo, video } from './peertube/video.ts'

/** A search over all of PeerTube, by the people who make it. */
const everywhere = 'https://sepiasearch.org'
const pageSize = 50
const pages = 4
/** Seconds; films of other servers are found late. */
const overlap = 24 * 3600

const config = z.strictObject({
  search: searchWords('words to search for, such as acme'),
  instance: optional(siteAddress('framatube.org', /\/(?:search|videos|w|c|a|about|lazy-load)\b/)).transform(
    (given) => given ?? everywhere,
  ),
})
type Config = z.infer<typeof config>

const cursorSchema = walkCursor(z.number().int().nonnegative())
const answer = z.object({ data: z.array(z.unknown()) })

/** Films on PeerTube: everywhere, through SepiaSearch, or on one server. */
export function createConnector(): Connector<Config> {
  return {
    source: 'peertube',
    name: 'PeerTube',
    about:
      'Videos whose title or description has your words, on all of PeerTube or one server, without an account.',
    fields: [
      {
        name: 'search',
        label: 'Words',
        help: 'What is searched for. Queries then sort what comes.',
        kind: 'text',
        required: true,
        placeholder: 'acme',
      },
      {
        name: 'instance',
        label: 'Server',
        help: 'Empty means everywhere, through SepiaSearch.',
        kind: 'address',
        required: false,
        placeholder: 'framatube.org',
      },
    ],
    credential: null,
    config,
    address: ({ search, instance }) => {
      const query = new URLSearchParams({ search, sort: '-publishedAt' })
      return `${instance}/search?${query}`
    },
    title: ({ search, instance }) =>
      `${search} on ${instance === everywhere ? 'PeerTube' : new URL(instance).host}`,
    leastIntervalSeconds: 300,
    fetch,
    recognise: (url) => {
      const search = url.searchParams.get('search') ?? ''
      if (url.hostname !== 'sepiasearch.org' || !config.safeParse({ search }).success) return null
      return { search }
    },
    propose: (brandName) =>
      config.safeParse({ search: brandName }).success
        ? [{ title: `${brandName} on PeerTube`, config: { search: brandName } }]
        : [],
  }
}

async function fetch(input: FetchInput<Config>): Promise<FetchOutcome> {
  const { search, instance } = input.config
  const poll = startPoll(input)
  const now = new Date()
  const items = new Map<string, Item>()
  const warnings: string[] = []
  const walked = await walkBack(
    cursorSchema.parse(input.state.cursor),
    { pages, overlap },
    async (position) => {
      const start = position ?? 0
      const query = new URLSearchParams({
        search,
        sort: '-publishedAt',
        count: String(pageSize),
        start: String(start),
        ...(instance !== everywhere && { searchTarget: 'local' }),
      })
      const { value, reply } = await poll.get(`${instance}/api/v1/search/videos?${query}`, answer)
      const { values, warnings: odd } = readEach(reply, value.data, video)
      for (const film of values) items.set(film.uuid, itemOfVideo(film, now))
      warnings.push(...odd)
      const marks = values.map(({ publishedAt }) => Date.parse(publishedAt) / 1000)
      return { marks, next: value.data.length < pageSize ? null : start + pageSize }
    },
  )
  return poll.outcome({
    items: [...items.values()],
    cursor: walked.cursor,
    more: walked.more,
    format: 'peertube',
    siteUrl: instance,
    warnings,
    stopped: walked.stopped,
  })
}
