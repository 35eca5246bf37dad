import { z } from 'zod'
import { Problem } from '../../../../runtime/problem.ts'
import type { startPoll } from '../../api-poll.ts'
import type { Item } from '../../item.ts'
import { readEach } from '../../json-api.ts'
import { cleanLine } from '../../parsing/clean-text.ts'
import type { WalkPage } from '../../walk-back.ts'
import { createdBetween, grouped, type GithubConfig } from './config.ts'
import { githubDiscussion, itemOfDiscussion } from './issue.ts'

const pageSize = 50

const query = `query ($q: String!, $first: Int!) {
  search(type: DISCUSSION, query: $q, first: $first) {
    pageInfo { hasNextPage }
    nodes { ... on Discussion {
      url title body createdAt author { login url } comments { totalCount } reactions { totalCount }
    } }
  }
}`

const answer = z.object({
  data: z
    .object({
      search: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean().nullish() }).nullish(),
        nodes: z.array(z.unknown()),
      }),
    })
    .nullish(),
  errors: z.array(z.object({ type: z.string().nullish(), message: z.string().nullish() })).nullish(),
})

export type Page = WalkPage<number> & { items: Item[]; warnings: string[]; isWhole: boolean }

/** A page of discussions that hold the words, newest first, asked between two marks. */
export async function discussionsPage(
  poll: ReturnType<typeof startPoll>,
  { search, endpoint }: GithubConfig,
  { from, until, now }: { from: number | null; until: number | null; now: Date },
): Promise<Page> {
  const url = endpoint.endsWith('/api/v3')
    ? `${endpoint.slice(0, -'/v3'.length)}/graphql`
    : `${endpoint}/graphql`
  const q = `${grouped(search)}${createdBetween(from, until)} sort:created-desc`
  const { value, reply } = await poll.post(url, { query, variables: { q, first: pageSize } }, answer)
  const [error] = value.errors ?? []
  if (!value.data) throw refused(error?.type ?? '', cleanLine(error?.message ?? '', 200))
  // Null stands for what the token may not see.
  const nodes = value.data.search.nodes.filter((node) => node !== null)
  const { values, warnings } = readEach(reply, nodes, githubDiscussion)
  const marks = values
    .map(({ createdAt }) => Math.floor(Date.parse(createdAt) / 1000))
    .filter((mark) => mark > 0)
  const hasMore = value.data.search.pageInfo?.hasNextPage === true && marks.length > 0
  return {
    marks,
    next: hasMore ? Math.min(...marks) : null,
    items: values.map((discussion) => itemOfDiscussion(discussion, now)),
    warnings,
    isWhole: true,
  }
}

/** GraphQL says so with 200. */
function refused(type: string, message: string): Problem {
  if (type === 'RATE_LIMITED') {
    return new Problem(
      'feed_rate_limited',
      'GitHub asks to be left alone for now; the limit of the token is used up.',
      {
        facts: { retryAfterSeconds: 600 },
      },
    )
  }
  if (type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES') {
    return new Problem(
      'feed_needs_credential',
      'The stored token may not search discussions. Make another one.',
    )
  }
  return new Problem(
    'feed_unparsable',
    `GitHub answers the search with an error: ${message || 'it gives no reason'}.`,
  )
}
