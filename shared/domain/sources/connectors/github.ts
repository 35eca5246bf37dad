import { z } from 'zod'
import { Problem } from '../../../runtime/problem.ts'
import { startPoll } from '../api-poll.ts'
import type { Connector, FetchInput, FetchOutcome, Proposal } from '../connector.ts'
import type { Item } from '../item.ts'
import { readEach } from '../json-api.ts'
import { bearer } from '../token.ts'
import { walkBack, walkCursor } from '../walk-back.ts'
import {
  createdBetween,
  githubConfig,
  grouped,
  standardEndpoint,
  webAddress,
  type GithubConfig,
} from './github/config.ts'
import { discussionsPage, type Page } from './github/discussions.ts'
import { explainGithub } from './github/explain.ts'
import { githubIssue, itemOfIssue } from './github/issue.ts'
import { asPhrase, endpointField } from '../config-fields.ts'

const pageSize = 100
/** Seconds; what is new is found a while after it was written. */
const overlap = 3600

const cursorSchema = walkCursor(z.number().int())
const answer = z.object({ incomplete_results: z.boolean().nullish(), items: z.array(z.unknown()) })

/** The search asks to be told what it is to look for. */
const kinds = { all: '(is:issue OR is:pull-request)', issues: 'is:issue', pulls: 'is:pull-request' } as const
/** How its page calls them. */
const pageTypes = {
  all: 'issues',
  issues: 'issues',
  pulls: 'pullrequests',
  discussions: 'discussions',
} as const

/** Issues and pull requests of all public repositories; with a token, discussions. */
export function createConnector(): Connector<GithubConfig> {
  return {
    source: 'github',
    name: 'GitHub',
    about:
      'Issues and pull requests of all public repositories that hold certain words. Discussions need a token.',
    fields: [
      {
        name: 'search',
        label: 'Words',
        help: 'What GitHub searches for. It knows "phrases" and words such as repo:acme/app or -user:acme.',
        kind: 'text',
        required: true,
        placeholder: '"acme cloud"',
      },
      {
        name: 'kind',
        label: 'Where',
        help: 'In what to search.',
        kind: 'choice',
        required: false,
        placeholder: '',
        choices: [
          { value: 'all', label: 'Issues and pull requests' },
          { value: 'issues', label: 'Issues' },
          { value: 'pulls', label: 'Pull requests' },
          { value: 'discussions', label: 'Discussions (needs a token)' },
        ],
      },
      endpointField(
        'Address of the API',
        'For GitHub Enterprise, such as https://github.example.com/api/v3.',
        standardEndpoint,
      ),
    ],
    credential: {
      label: 'Access token',
      help: 'Needed for discussions; allows three times as many searches. It needs no permissions.',
      required: false,
    },
    config: githubConfig,
    address: ({ search, kind, endpoint }) => {
      const q = kind === 'all' ? `${search} ${kinds.all}` : search
      return `${webAddress(endpoint)}/search?${new URLSearchParams({ q, type: pageTypes[kind], s: 'created', o: 'desc' })}`
    },
    title: ({ search, endpoint }) => `${search} on ${new URL(webAddress(endpoint)).host}`,
    lane: ({ endpoint }) => new URL(endpoint).host,
    // Ten searches a minute without a token.
    laneSpacingSeconds: () => 6,
    leastIntervalSeconds: 60,
    fetch,
    recognise,
    propose,
  }
}

function propose(brandName: string): Proposal[] {
  const search = asPhrase(brandName)
  return githubConfig.safeParse({ search }).success && search.length > 3
    ? [{ title: `${brandName} on github.com`, config: { search, kind: 'all' } }]
    : []
}

/** A page of results, such as https://github.com/search?q=acme&type=issues. */
function recognise(url: URL): Record<string, string> | null {
  if (url.hostname !== 'github.com' || url.pathname !== '/search') return null
  const kind = Object.entries(pageTypes).findLast(([, type]) => type === url.searchParams.get('type'))?.[0]
  // What Earshot adds itself.
  const search = (url.searchParams.get('q') ?? '')
    .replace(/\((?:is:\S+\s+OR\s+is:\S+)\)|\b(?:is|type|created|sort):\S+/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (kind === undefined || !githubConfig.safeParse({ search, kind }).success) return null
  return { search, kind }
}

async function fetch(input: FetchInput<GithubConfig>): Promise<FetchOutcome> {
  const { config } = input
  const authorization = bearer(input.credential)
  if (config.kind === 'discussions' && authorization.authorization === undefined) {
    throw new Problem(
      'feed_needs_credential',
      'GitHub lets only people with an account search discussions: it needs a token. Issues need none.',
    )
  }
  const poll = startPoll(input, {
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      ...authorization,
    },
    explain: explainGithub,
  })
  const now = new Date()
  const items: Item[] = []
  const warnings: string[] = []
  let isWhole = true
  const cursor = cursorSchema.parse(input.state.cursor)

  // One page a poll: few searches are allowed in a minute. Going on by date, no search comes to its 1,000th result,
  // beyond which GitHub gives none.
  const walked = await walkBack(cursor, { pages: 1, overlap }, async (until, from) => {
    const page =
      config.kind === 'discussions'
        ? await discussionsPage(poll, config, { from, until, now })
        : await issuesPage(config.kind, from, until)
    items.push(...page.items)
    warnings.push(...page.warnings)
    isWhole &&= page.isWhole
    return page
  })
  return poll.outcome({
    items,
    // What a search that ran out of time has not found must be found by the next.
    cursor: isWhole ? walked.cursor : cursor,
    more: isWhole && walked.more,
    format: 'github',
    siteUrl: webAddress(config.endpoint),
    warnings,
  })

  async function issuesPage(
    kind: keyof typeof kinds,
    from: number | null,
    until: number | null,
  ): Promise<Page> {
    const query = new URLSearchParams({
      q: `${grouped(config.search)} in:title,body,comments ${kinds[kind]}${createdBetween(from, until)}`,
      sort: 'created',
      order: 'desc',
      per_page: String(pageSize),
    })
    const { value, reply } = await poll.get(`${config.endpoint}/search/issues?${query}`, answer)
    const { values, warnings: odd } = readEach(reply, value.items, githubIssue)
    const marks = values
      .map((issue) => Math.floor(Date.parse(issue.created_at) / 1000))
      .filter((mark) => mark > 0)
    const wasCut = value.incomplete_results === true
    return {
      marks,
      next: value.items.length < pageSize || marks.length === 0 ? null : Math.min(...marks),
      items: values.map((issue) => itemOfIssue(issue, now)),
      warnings: wasCut
        ? [...odd, 'GitHub ran out of time while searching; what is missing comes later.']
        : odd,
      isWhole: !wasCut,
    }
  }
}
