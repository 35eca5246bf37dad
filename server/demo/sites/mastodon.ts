import type { RequestListener } from 'node:http'
import type { Post } from '../posts.ts'
import {
  accountOf,
  createLimit,
  escapeHtml,
  newestFirst,
  numberFrom,
  readCall,
  sendJson,
  sendPage,
  type Posts,
} from './site.ts'

export type MastodonOptions = {
  title?: string
  /** `hashtag_feeds` of the instance. Default public. */
  access?: { local: string; remote: string }
  /** What a member's requests carry. */
  token?: string
  /** Requests in five minutes. */
  limit?: number
  /** What more a status says. */
  more?: (post: Post) => { status?: object; account?: object }
}

/** A Mastodon instance: hashtags for everybody, search for its members. */
export function mastodonSite(posts: Posts, options: MastodonOptions = {}): RequestListener {
  const { title = 'Demo Mastodon', token, access = { local: 'public', remote: 'public' } } = options
  const count = createLimit(options.limit ?? 300, 300)

  return (request, response) => {
    const { base, path, query } = readCall(request, /\/(?:api\/|tags\/|@)/)
    const isMember = token !== undefined && request.headers.authorization === `Bearer ${token}`
    if (!path.startsWith('/api/')) return sendPage(response, title, 'A page of the demo.')
    if (path === '/api/v2/instance') {
      return sendJson(response, 200, {
        domain: new URL(base).host,
        title,
        version: '4.5.0',
        configuration: {
          timelines_access: {
            live_feeds: { local: 'disabled', remote: 'disabled' },
            hashtag_feeds: access,
          },
        },
      })
    }

    const { limit, remaining, resetAt, exceeded } = count()
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': resetAt.toISOString(),
    }
    if (exceeded) return sendJson(response, 429, { error: 'Too many requests' }, headers)
    const wantsToken = request.headers.authorization !== undefined && !isMember
    if (wantsToken) return sendJson(response, 401, { error: 'The access token is invalid' }, headers)

    const tag = /^\/api\/v1\/timelines\/tag\/([^/]+)$/.exec(path)?.[1]
    if (tag !== undefined) {
      if (!isMember && access.local !== 'public' && access.remote !== 'public') {
        return sendJson(response, 401, { error: 'This method requires an authenticated user' }, headers)
      }
      const name = decodeURIComponent(tag).toLowerCase()
      const page = pageOf(posts().filter((post) => plain(post.text).includes(name)))
      return sendJson(response, 200, page.map(statusOf), { ...headers, ...linkOf(page) })
    }
    if (path === '/api/v2/search') {
      if (!isMember)
        return sendJson(response, 401, { error: 'This method requires an authenticated user' }, headers)
      const words = (query.get('q') ?? '').toLowerCase().replaceAll('"', '')
      const page = pageOf(posts().filter(({ text }) => text.toLowerCase().includes(words)))
      return sendJson(response, 200, { accounts: [], hashtags: [], statuses: page.map(statusOf) }, headers)
    }
    sendJson(response, 404, { error: 'Record not found' }, headers)

    /** As Mastodon pages: always newest first, with `min_id` the oldest of what is newer. */
    function pageOf(all: readonly Post[]): Post[] {
      const size = Math.min(Number(query.get('limit') ?? 20), 40)
      const [min, max, since] = ['min_id', 'max_id', 'since_id'].map((name) => query.get(name))
      const between = newestFirst(all).filter((post) => {
        const id = BigInt(idOf(post))
        return (!min || id > BigInt(min)) && (!since || id > BigInt(since)) && (!max || id < BigInt(max))
      })
      return min ? between.slice(-size) : between.slice(0, size)
    }

    function linkOf(page: readonly Post[]): Record<string, string> {
      const [newest, oldest] = [page[0], page.at(-1)]
      if (newest === undefined || oldest === undefined) return {}
      const address = `${base}${path}`
      return {
        link: `<${address}?max_id=${idOf(oldest)}>; rel="next", <${address}?min_id=${idOf(newest)}>; rel="prev"`,
      }
    }

    function statusOf(post: Post) {
      const account = accountOf(post.author)
      const { status, account: ofAccount } = options.more?.(post) ?? {}
      return {
        id: idOf(post),
        created_at: post.at.toISOString(),
        edited_at: null,
        in_reply_to_id: null,
        in_reply_to_account_id: null,
        sensitive: false,
        spoiler_text: '',
        visibility: 'public',
        language: post.language ?? 'en',
        uri: `${base}/users/${account}/statuses/${idOf(post)}`,
        url: `${base}/@${account}/${idOf(post)}`,
        replies_count: numberFrom(post.id, 4),
        reblogs_count: numberFrom(`${post.id}r`, 7),
        favourites_count: numberFrom(`${post.id}f`, 20),
        content: `<p>${escapeHtml(post.text).replaceAll('\n', '<br>')}</p>`,
        reblog: null,
        media_attachments: [],
        mentions: [],
        tags: [],
        card: null,
        poll: null,
        ...status,
        account: {
          id: String(numberFrom(account, 1_000_000)),
          username: account,
          acct: account,
          display_name: post.author,
          url: `${base}/@${account}`,
          note: '',
          bot: false,
          indexable: true,
          noindex: false,
          followers_count: numberFrom(account, 3000),
          ...ofAccount,
        },
      }
    }
  }
}

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Milliseconds since 1970, and 16 bits to tell posts of one moment apart. */
const idOf = (post: Post): string =>
  String((BigInt(post.at.getTime()) << 16n) | BigInt(numberFrom(post.id, 65_536)))
