import { z } from 'zod'
import { startPoll } from '../api-poll.ts'
import { endpointAddress, endpointField, optional } from '../config-fields.ts'
import type { Connector, ConnectorNeeds, FetchInput, FetchOutcome } from '../connector.ts'
import type { Item } from '../item.ts'
import { readEach } from '../json-api.ts'
import { walkBack, walkCursor } from '../walk-back.ts'
import { itemOfStory, story } from './lobsters/story.ts'
import { fetchFeed } from './rss/fetch-feed.ts'

const standardEndpoint = 'https://lobste.rs'
const pages = 4
/** Seconds; what is read again brings edits, too. */
const overlap = 6 * 3600

const config = z.strictObject({
  kinds: optional(z.enum(['stories', 'comments'])).transform((given) => given ?? 'stories'),
  endpoint: endpointAddress(standardEndpoint),
})
type Config = z.infer<typeof config>

const cursorSchema = walkCursor(z.number().int().min(1))

/** New stories or comments on Lobsters, or on a sister site that runs its software. */
export function createConnector({ parser }: ConnectorNeeds): Connector<Config> {
  async function fetchStories(input: FetchInput<Config>): Promise<FetchOutcome> {
    const { endpoint } = input.config
    const poll = startPoll(input)
    const now = new Date()
    const items = new Map<string, Item>()
    const warnings: string[] = []
    const walked = await walkBack(
      cursorSchema.parse(input.state.cursor),
      { pages, overlap },
      async (position) => {
        const page = position ?? 1
        const { value, reply } = await poll.get(`${endpoint}/newest.json?page=${page}`, z.array(z.unknown()))
        const { values, warnings: odd } = readEach(reply, value, story)
        for (const one of values) items.set(one.short_id, itemOfStory(one, endpoint, now))
        warnings.push(...odd)
        const marks = values.map(({ created_at }) => Date.parse(created_at) / 1000)
        return { marks, next: marks.length === 0 ? null : page + 1 }
      },
    )
    return poll.outcome({
      items: [...items.values()],
      cursor: walked.cursor,
      more: walked.more,
      format: 'lobsters',
      feedTitle: `${new URL(endpoint).host}: newest stories`,
      siteUrl: endpoint,
      warnings,
      stopped: walked.stopped,
    })
  }

  return {
    source: 'lobsters',
    name: 'Lobsters',
    about: 'Every new story or comment on lobste.rs, without an account. Queries sort what comes.',
    fields: [
      {
        name: 'kinds',
        label: 'What to hear',
        help: '',
        kind: 'choice',
        required: false,
        placeholder: '',
        choices: [
          { value: 'stories', label: 'Stories' },
          { value: 'comments', label: 'Comments' },
        ],
      },
      endpointField('Site', 'Another site that runs the software of Lobsters.', standardEndpoint),
    ],
    credential: null,
    config,
    address: ({ kinds, endpoint }) => `${endpoint}/${kinds === 'comments' ? 'comments' : 'newest'}`,
    title: ({ kinds, endpoint }) =>
      `${kinds === 'comments' ? 'Comments' : 'Stories'} on ${new URL(endpoint).host}`,
    // Answers are kept for 45 seconds, and scrapers asked to be slow.
    leastIntervalSeconds: 60,
    fetch: (input) =>
      input.config.kinds === 'comments'
        ? fetchFeed(parser, `${input.config.endpoint}/comments.rss`, input)
        : fetchStories(input),
    recognise: (url) => {
      if (url.hostname !== 'lobste.rs' || !/^\/(?:newest|comments|rss|)(?:\.\w+)?\/?$/.test(url.pathname))
        return null
      return { kinds: url.pathname.startsWith('/comments') ? 'comments' : 'stories' }
    },
    propose: () => [
      { title: 'Stories on lobste.rs', config: { kinds: 'stories' } },
      { title: 'Comments on lobste.rs', config: { kinds: 'comments' } },
    ],
  }
}
