import type { RequestListener } from 'node:http'
import type { Post } from '../posts.ts'
import {
  accountOf,
  createNumbering,
  escapeHtml,
  headline,
  holds,
  newestFirst,
  numberFrom,
  readCall,
  sendJson,
  sendPage,
  type Posts,
} from './site.ts'

/** However a search is paged, no hit beyond this one is given. */
const mostHits = 1000

/** Hacker News' search: every third post is a comment. `limit`: requests that are answered before it refuses. */
export function hackernewsSite(posts: Posts, { limit = Infinity } = {}): RequestListener {
  const number = createNumbering()
  let asked = 0
  return (request, response) => {
    const { path, query } = readCall(request, /\/(?:api\/|item)/)
    if (path !== '/api/v1/search_by_date') return sendPage(response, 'Demo News', 'A page of the demo.')
    if ((asked += 1) > limit) return sendJson(response, 429, { message: 'Too many requests' })
    const numbers = number(posts())
    const bounds = (query.get('numericFilters') ?? '').split(',').filter((bound) => bound !== '')
    const tags = query.get('tags') ?? ''
    const found = newestFirst(posts())
      .filter((post) => holds(post, query.get('query') ?? ''))
      .filter((post) => bounds.every((bound) => isWithin(post, bound)))
      .filter((post) => tags.includes(isComment(post) ? 'comment' : 'story'))
    const size = Math.min(Number(query.get('hitsPerPage') ?? 20), mostHits)
    const from = Number(query.get('page') ?? 0) * size
    sendJson(response, 200, {
      hits: found
        .slice(from, Math.min(from + size, mostHits))
        .map((post) => hitOf(post, numbers.get(post.id)!)),
      nbHits: found.length,
      page: from / size,
      nbPages: Math.ceil(Math.min(found.length, mostHits) / size),
      hitsPerPage: size,
    })
  }
}

const secondsOf = ({ at }: Post) => Math.floor(at.getTime() / 1000)
const isComment = ({ id }: Post) => numberFrom(id, 3) === 0

function isWithin(post: Post, bound: string): boolean {
  const [, operator, value] = /^created_at_i(>|<=)(-?\d+)$/.exec(bound) ?? []
  if (operator === '>') return secondsOf(post) > Number(value)
  return operator === '<=' && secondsOf(post) <= Number(value)
}

function hitOf(post: Post, number: number) {
  const author = accountOf(post.author)
  const common = {
    objectID: String(number),
    author,
    created_at: post.at.toISOString(),
    created_at_i: secondsOf(post),
  }
  if (isComment(post)) {
    return {
      ...common,
      title: null,
      comment_text: `<p>${escapeHtml(post.text)}</p>`,
      story_id: 1,
      story_title: 'Ask: what do you use?',
      points: null,
      num_comments: null,
      _tags: ['comment', `author_${author}`, 'story_1'],
    }
  }
  return {
    ...common,
    title: headline(post.text),
    url: null,
    story_text: escapeHtml(post.text),
    comment_text: null,
    points: numberFrom(post.id, 300),
    num_comments: numberFrom(post.id, 40),
    _tags: ['story', `author_${author}`, `story_${number}`],
  }
}
