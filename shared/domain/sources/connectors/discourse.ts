import { z } from 'zod'
import { startPoll } from '../api-poll.ts'
import { optional, searchWords, siteAddress } from '../config-fields.ts'
import type { Connector, FetchInput, FetchOutcome } from '../connector.ts'
import type { Item } from '../item.ts'
import { readEach } from '../json-api.ts'
import { tokenOf } from '../token.ts'
import { walkBack, walkCursor, type WalkPage } from '../walk-back.ts'
import { explainDiscourse } from './discourse/explain.ts'
import { discoursePost, discourseTopic, itemOfPost, type DiscourseTopic } from './discourse/post.ts'

const pagesPerPoll = 3
/** Of ids: some posts wait for approval, and appear later. */
const overlapPosts = 20
/** Milliseconds; the index of the search lags behind. */
const overlapSearch = 60 * 60 * 1000
/** So many ids a page of posts spans, be their posts public or not. */
const window = 50

const config = z.strictObject({
  forum: siteAddress(
    'forum.example.com',
    /\/(?:t|c|u|tag|latest|top|new|hot|categories|search|posts)(?:\.json|\.rss)?(?:\/|$)/,
  ),
  search: optional(
    searchWords('words to search for, such as acme').refine((words) => words.length >= 3, {
      error: 'must be at least three characters',
    }),
  ),
})
type Config = z.infer<typeof config>

const cursorSchema = walkCursor(z.number().int())
const postsPage = z.object({ latest_posts: z.array(z.unknown()) })
const searchPage = z.object({
  posts: z.array(z.unknown()).nullish(),
  topics: z.array(z.unknown()).nullish(),
  grouped_search_result: z.object({ more_full_page_results: z.boolean().nullish() }).nullish(),
})

/** Any Discourse forum: all its posts, or those that its search finds. */
export function createConnector(): Connector<Config> {
  return {
    source: 'discourse',
    name: 'Discourse forum',
    about: 'Every public post of a forum that runs on Discourse, or the posts that its search finds.',
    fields: [
      {
        name: 'forum',
        label: 'Forum',
        help: 'The address of the forum.',
        kind: 'address',
        required: true,
        placeholder: 'forum.example.com',
      },
      {
        name: 'search',
        label: 'Only posts with these words',
        help: 'Leave empty to hear all posts. Useful for large forums, where you are one subject of many.',
        kind: 'text',
        required: false,
        placeholder: 'acme',
        advanced: true,
      },
    ],
    credential: {
      label: 'API key',
      help: 'Only for forums that want a sign-in. Their admins make it; write NAME:KEY when it is not bound to one member.',
      required: false,
    },
    config,
    address: ({ forum, search }) =>
      search === undefined
        ? `${forum}/latest`
        : `${forum}/search?${new URLSearchParams({ q: `${search} order:latest` })}`,
    title: ({ forum, search }) => (search === undefined ? '' : `${search} on `) + new URL(forum).host,
    leastIntervalSeconds: 60,
    fetch,
    recognise,
  }
}

/** A topic: no other software numbers them so. */
function recognise(url: URL): Record<string, string> | null {
  const path = /^(.*)\/t\/[^/]*\p{L}[^/]*\/\d+(?:\/\d+)?\/?$/u.exec(url.pathname)?.[1]
  return path === undefined ? null : { forum: url.origin + path }
}

async function fetch(input: FetchInput<Config>): Promise<FetchOutcome> {
  const { forum, search } = input.config
  const token = tokenOf(input.credential)
  const poll = startPoll(input, {
    headers: keyHeaders(token),
    explain: (reply) => explainDiscourse(reply, token !== null),
  })
  const now = new Date()
  const items: Item[] = []
  const warnings: string[] = []
  const overlap = search === undefined ? overlapPosts : overlapSearch
  const walked = await walkBack(
    cursorSchema.parse(input.state.cursor),
    { pages: pagesPerPoll, overlap },
    search === undefined ? readPosts : (position, from) => readSearch(search, position ?? 1, from),
  )
  return poll.outcome({
    items,
    cursor: walked.cursor,
    more: walked.more,
    format: 'discourse',
    siteUrl: forum,
    warnings,
    stopped: walked.stopped,
  })

  /** `before`: an id; the page holds what is public of the ids up to there. */
  async function readPosts(before: number | null): Promise<WalkPage<number>> {
    const query = before === null ? '' : `?${new URLSearchParams({ before: String(before) })}`
    const { value, reply } = await poll.get(`${forum}/posts.json${query}`, postsPage)
    const { values, warnings: odd } = readEach(reply, value.latest_posts, discoursePost)
    items.push(...values.flatMap((post) => itemOfPost(post, undefined, forum, now) ?? []))
    warnings.push(...odd)
    const ids = values.map(({ id }) => id)
    if (before === null) return { marks: ids, next: ids.length === 0 ? null : Math.min(...ids) }
    const next = Math.min(before - window + 1, ...ids)
    return { marks: [...ids, next], next: next > 0 ? next : null }
  }

  async function readSearch(words: string, page: number, from: number | null): Promise<WalkPage<number>> {
    // The day before, because days of the forum begin elsewhere.
    const day =
      from === null || from <= 0 ? null : new Date(from - 24 * 3600 * 1000).toISOString().slice(0, 10)
    const q = `${words} order:latest${day === null ? '' : ` after:${day}`}`
    const query = new URLSearchParams({ q, page: String(page) })
    const { value, reply } = await poll.get(`${forum}/search.json?${query}`, searchPage)
    const posts = readEach(reply, value.posts ?? [], discoursePost)
    const topics = new Map<number, DiscourseTopic>()
    for (const topic of readEach(reply, value.topics ?? [], discourseTopic).values)
      topics.set(topic.id, topic)
    items.push(
      ...posts.values.flatMap((post) => itemOfPost(post, topics.get(post.topic_id), forum, now) ?? []),
    )
    warnings.push(...posts.warnings)
    return {
      marks: posts.values.map((post) => Date.parse(post.created_at)).filter((mark) => mark > 0),
      next: value.grouped_search_result?.more_full_page_results ? page + 1 : null,
    }
  }
}

/** A key alone, or a member's name before it. */
function keyHeaders(token: string | null): Record<string, string> {
  if (token === null) return {}
  const [, name, key] = /^([^:]+):(.+)$/.exec(token) ?? []
  return name === undefined || key === undefined
    ? { 'api-key': token }
    : { 'api-key': key, 'api-username': name }
}
