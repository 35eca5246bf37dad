import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Post } from '../posts.ts'

/** What a site of the demo's internet publishes, in any order; asked anew with every request. */
export type Posts = () => readonly Post[]

export const newestFirst = (posts: readonly Post[]): Post[] =>
  posts.toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.number - a.number)

export type Call = {
  /** Of the site, wherever it is mounted. */
  base: string
  path: string
  query: URLSearchParams
}

/** What is asked for. A site may stand in a folder; its own paths begin with what `starts` says. */
export function readCall(request: IncomingMessage, starts: RegExp): Call {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
  const from = Math.max(url.pathname.search(starts), 0)
  return {
    base: url.origin + url.pathname.slice(0, from).replace(/\/$/, ''),
    path: url.pathname.slice(from),
    query: url.searchParams,
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(value))
}

/** What people see who follow a link. */
export function sendPage(response: ServerResponse, title: string, text: string): void {
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><title>${escapeHtml(title)}</title><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`,
    )
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export const headline = (text: string): string =>
  text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text

export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40) || 'topic'

/** A name as sites want it for an account. */
export const accountOf = (author: string): string =>
  author.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_') || 'someone'

/** A number below `below` that belongs to a text for good. */
export const numberFrom = (text: string, below: number): number =>
  createHash('sha256').update(text).digest().readUInt32BE() % below

/** Whether a post holds all words of a search. */
export function holds(post: Post, search: string): boolean {
  const text = post.text.toLowerCase()
  const words = search.toLowerCase().match(/"[^"]+"|\S+/g) ?? []
  return words.every((word) => text.includes(word.replaceAll('"', '')))
}

/** Remembers the numbers of posts, also of those that a site does not show any more. */
export function createNumbering(): (posts: readonly Post[]) => Map<string, number> {
  const numbers = new Map<string, number>()
  return (posts) => {
    for (const post of posts) numbers.set(post.id, post.number)
    return numbers
  }
}

export type Limit = { limit: number; remaining: number; resetAt: Date; exceeded: boolean }

/** Counts requests in windows of time. */
export function createLimit(limit: number, windowSeconds: number): () => Limit {
  let resetAt = 0
  let used = 0
  return () => {
    if (Date.now() >= resetAt) {
      resetAt = Date.now() + windowSeconds * 1000
      used = 0
    }
    used += 1
    return {
      limit,
      remaining: Math.max(limit - used, 0),
      resetAt: new Date(resetAt),
      exceeded: used > limit,
    }
  }
}
