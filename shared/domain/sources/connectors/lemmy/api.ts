import { z } from 'zod'
import { Problem } from '../../../../runtime/problem.ts'
import type { startPoll } from '../../api-poll.ts'
import type { HttpReply } from '../../http-reply.ts'
import { readEach } from '../../json-api.ts'
import { lemmyView, type LemmyView } from './view.ts'

export type Version = 3 | 4
export type Kind = 'posts' | 'comments'
type Poll = ReturnType<typeof startPoll>

const pageSize = 50
const list = z.array(z.unknown()).nullish()
const pageOf3 = z.object({ posts: list, comments: list })
/** The list has had three names on the way to 1.0. */
const pageOf4 = z.object({
  items: list,
  search: list,
  results: list,
  next_page: z.string().max(2000).nullish(),
})
const site = z.object({
  version: z.string().nullish(),
  site_view: z.object({ site: z.object({ name: z.string().nullish() }) }),
})

/** Which API an instance speaks, and its name. */
export async function detectVersion(
  poll: Poll,
  instance: string,
): Promise<{ version: Version; name: string | null }> {
  const host = new URL(instance).host
  for (const version of [3, 4] as const) {
    try {
      const { value } = await poll.get(`${instance}/api/v${version}/site`, site)
      const isNew = Number.parseInt(value.version ?? '0', 10) >= 1
      return { version: isNew ? 4 : version, name: value.site_view.site.name ?? null }
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  throw new Problem(
    'feed_not_found',
    `${host} does not answer like a Lemmy server. Check the instance for a typing error.`,
    { facts: { httpStatus: 404 } },
  )
}

/** Whether the server does not know such an address. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Problem && error.facts.httpStatus === 404

export type Search = { instance: string; version: Version; kind: Kind; search: string }

/** One page of a search, newest first. `position` and `next`: a page's number, or what the page before gave for it. */
export async function searchPage(
  poll: Poll,
  { instance, version, kind, search }: Search,
  position: string | null,
): Promise<{ views: LemmyView[]; next: string | null; warnings: string[] }> {
  return version === 3 ? pageFrom3() : pageFrom4()

  async function pageFrom3() {
    const query = new URLSearchParams({
      q: search,
      type_: kind === 'posts' ? 'Posts' : 'Comments',
      sort: 'New',
      listing_type: 'All',
      page: position ?? '1',
      limit: String(pageSize),
    })
    const { value, reply } = await poll.get(`${instance}/api/v3/search?${query}`, pageOf3)
    const entries = value[kind] ?? []
    const { values: views, warnings } = readEach(reply, entries, lemmyView)
    const next = entries.length < pageSize ? null : String(Number(position ?? '1') + 1)
    return { views, next, warnings }
  }

  async function pageFrom4() {
    const query = new URLSearchParams({
      search_term: search,
      q: search,
      type_: kind,
      sort: 'new',
      listing_type: 'all',
      limit: String(pageSize),
      ...(position !== null && { page_cursor: position }),
    })
    const { value, reply } = await poll.get(`${instance}/api/v4/search?${query}`, pageOf4)
    const entries = (value.items ?? value.search ?? value.results ?? []).filter(
      (entry) => kindOf(entry) === kind,
    )
    const { values: views, warnings } = readEach(reply, entries, lemmyView)
    return { views, next: value.next_page ?? null, warnings }
  }
}

function kindOf(entry: unknown): Kind | null {
  if (typeof entry !== 'object' || entry === null) return null
  return 'comment' in entry ? 'comments' : 'post' in entry ? 'posts' : null
}

/** Lemmy says with 400 what others say with 429 or 403. */
export function explainLemmy(reply: HttpReply): Problem | null {
  if (reply.status < 400 || reply.status >= 500) return null
  const host = new URL(reply.finalUrl).host
  const said = new TextDecoder().decode(reply.body.subarray(0, 1000))
  if (/rate_limit_error|too_many_requests/.test(said) && reply.status !== 429) {
    return new Problem(
      'feed_rate_limited',
      `${host} asks to be left alone for now: it allows few searches in ten minutes.`,
      { facts: { httpStatus: reply.status, retryAfterSeconds: 600 } },
    )
  }
  if (/instance_is_private|not_logged_in|incorrect_login/.test(said)) {
    return new Problem('feed_forbidden', `${host} lets only its members search. Choose another instance.`, {
      facts: { httpStatus: reply.status },
    })
  }
  return null
}
