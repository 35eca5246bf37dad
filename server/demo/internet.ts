import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { atom, cutOffRss, damagedRss, jsonFeed, latinRss, rss, type Format } from './formats.ts'
import { createWriter, type Post } from './posts.ts'
import { demoBrands } from './texts.ts'

type DemoSite = { path: string; title: string; format: Format; posts: Post[]; seed: number }

const sites = (): DemoSite[] =>
  [
    { path: '/townhall', title: 'Townhall forum', format: rss },
    { path: '/ripple', title: 'Ripple microblog', format: jsonFeed },
    { path: '/stars', title: 'Stars & Gripes reviews', format: atom },
    { path: '/oldboard', title: 'The Old Board', format: latinRss },
    { path: '/gazette', title: 'Gazette comments', format: damagedRss },
    { path: '/flaky', title: 'Flaky blog', format: cutOffRss },
  ].map((site, index) => ({ ...site, posts: [], seed: 100 + index }))

const keptPosts = 200
const pastDays = 7
const pastPosts = 120
/** Of the past posts, few complain: a queue that starts a week behind would hide what arrives now. */
const pastComplaints = 0.06
/** How likely a site gets a new post each second: lively while a newcomer watches, calm afterwards. */
const livelyChance = 0.12
const calmChance = 0.015
const livelySeconds = 120
/** Seconds after the start at which the first brand has a very bad minute, and again every so often. */
const spikeAt = 40
const spikeEvery = 600
const spikeLength = 20

/**
 * A small internet on loopback that publishes feeds over time: a week of past posts, then a new one every second or so,
 * with a spike. One site is damaged, one is cut off, one page is not a feed at all. Honours conditional requests.
 * @returns its origin, the feeds, and a function that ends it.
 */
export async function startDemoInternet(): Promise<{
  origin: string
  feeds: { url: string; title: string }[]
  close(): Promise<void>
}> {
  const all = sites()
  const writers = all.map((site) => createWriter(site.seed))
  const start = Date.now()
  for (const [index, site] of all.entries()) {
    const writer = writers[index]!
    const ages = Array.from({ length: pastPosts }, () => writer.random() ** 2 * pastDays * 86_400_000)
    site.posts = ages
      .toSorted((a, b) => a - b)
      .map((age) => writer.ordinary(new Date(start - 120_000 - age), pastComplaints))
  }
  const publish = () => {
    const now = new Date()
    const seconds = (now.getTime() - start) / 1000
    const spiking = seconds >= spikeAt && (seconds - spikeAt) % spikeEvery < spikeLength
    for (const [index, site] of all.entries()) {
      const writer = writers[index]!
      const add = (post: Post) => {
        site.posts = [post, ...site.posts].slice(0, keptPosts)
      }
      if (writer.random() < (seconds < livelySeconds ? livelyChance : calmChance)) add(writer.ordinary(now))
      if (spiking && writer.random() < 0.5) add(writer.spike(demoBrands[0]!, now))
    }
  }
  const timer = setInterval(publish, 1000)

  const server = createServer((request, response) => answer(all, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    feeds: all.map((site) => ({ url: `${origin}${site.path}/feed`, title: site.title })),
    close: () => {
      clearInterval(timer)
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function answer(all: DemoSite[], request: IncomingMessage, response: ServerResponse): void {
  const origin = `http://${request.headers.host}`
  const path = new URL(request.url ?? '/', origin).pathname
  const site = all.find((candidate) => path.startsWith(candidate.path))
  if (!site) return page(response, 404, 'Nothing here', all, origin)
  if (path !== `${site.path}/feed`) return page(response, 200, site.title, [site], origin)
  const body = site.format.write({ title: site.title, origin, path: site.path }, site.posts)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
  else response.writeHead(200, { 'content-type': site.format.contentType, etag }).end(body)
}

function page(
  response: ServerResponse,
  status: number,
  title: string,
  sitesOnPage: DemoSite[],
  origin: string,
): void {
  const links = sitesOnPage.map(
    (site) =>
      `<link rel="alternate" type="application/rss+xml" title="${site.title}" href="${origin}${site.path}/feed">`,
  )
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><title>${title}</title>${links.join('')}<h1>${title}</h1><p>A page of Earshot's demo.</p>`,
    )
}
