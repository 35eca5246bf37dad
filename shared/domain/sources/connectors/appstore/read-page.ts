import { Problem } from '../../../../runtime/problem.ts'
import type { SafeHttp } from '../../http.ts'
import type { Item } from '../../item.ts'
import { apiProblem, parseJson } from '../../json-api.ts'
import type { Parser } from '../../parse-thread.ts'
import { itemOfReview, rated, ratingsIn, reviewList, type App } from './review.ts'

type Asking = { http: SafeHttp; signal: AbortSignal; parser: Parser; endpoint: string }
export type ReviewPage = { items: Item[]; bytes: number; status: number; format: string }

/**
 * A page of reviews, newest first. At times Apple answers with nothing in one form and not in the other, or only without
 * the number of the page: all are tried until one says something.
 * @throws Problem when none of them is an answer
 */
export async function readPage(app: App, page: number, asking: Asking): Promise<ReviewPage> {
  const list = `${asking.endpoint}/${app.country}/rss/customerreviews`
  const rest = `id=${app.id}/sortby=mostrecent`
  const ways: [form: 'json' | 'xml', url: string][] = [
    ['json', `${list}/page=${page}/${rest}/json`],
    ['xml', `${list}/page=${page}/${rest}/xml`],
    ...(page === 1 ? [['json', `${list}/${rest}/json`] as ['json', string]] : []),
  ]
  let empty: ReviewPage | undefined
  let failure: Problem | undefined
  let bytes = 0
  for (const [form, url] of ways) {
    try {
      const read = await (form === 'json' ? readJson : readXml)(url, app, asking)
      bytes += read.bytes
      if (read.items.length > 0) return { ...read, bytes }
      empty = { ...read, bytes }
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'feed_rate_limited') throw error
      failure ??= error
    }
  }
  if (empty === undefined) throw failure ?? new Error('no way was tried')
  return empty
}

async function readJson(url: string, app: App, { http, signal }: Asking): Promise<ReviewPage> {
  const reply = await http.get(url, { headers: { accept: 'application/json' }, signal })
  const problem = apiProblem(reply)
  if (problem !== null) throw problem
  const read = reviewList.safeParse(parseJson(reply))
  if (!read.success)
    throw new Problem('feed_unparsable', 'Apple’s list of reviews is not what it used to be.')
  const now = new Date()
  const items = read.data.feed.entry.flatMap((entry) => itemOfReview(entry, app, now) ?? [])
  return { items, bytes: reply.body.byteLength, status: reply.status, format: 'json' }
}

async function readXml(url: string, app: App, { http, signal, parser }: Asking): Promise<ReviewPage> {
  const reply = await http.get(url, { headers: { accept: 'application/atom+xml, */*;q=0.1' }, signal })
  const problem = apiProblem(reply)
  if (problem !== null) throw problem
  const contentType = reply.headers['content-type'] ?? null
  const feed = await parser.parse(reply.body, { url: reply.finalUrl, contentType })
  const ratings = ratingsIn(new TextDecoder().decode(reply.body))
  const items = feed.items.flatMap((item) => {
    const rating = ratings.get(item.externalId)
    return rating === undefined ? [] : [rated(item, app, rating)]
  })
  return { items, bytes: reply.body.byteLength, status: reply.status, format: 'atom' }
}
