import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openArchive } from './archive.ts'
import { createWriter, type Post } from './posts.ts'
import type { DemoSite, LinkedPost } from './demo-site.ts'
import { demoBrands } from './texts.ts'

type Published = { site: DemoSite; posts: Post[]; writer: ReturnType<typeof createWriter>; origin: string }
export type DemoFeed = { title: string } & ReturnType<DemoSite['feed']>

/** Where sites stand at first, when nothing else does. */
const defaultFirstPort = 47_310
const keptPosts = 200
const pastDays = 7
const pastPosts = 120
/** Of the past posts, few complain: a queue that starts a week behind would hide what arrives now. */
const pastComplaints = 0.06
/** What is news began so long before the start; of the posts since then, so many are about it. */
const newsHours = 10
const newsShare = 0.2
/** How many new posts a second all sites together publish: lively while a newcomer watches, calm afterwards. */
const livelyRate = 0.7
const calmRate = 0.1
const livelySeconds = 120
/** Seconds after the start at which the first brand has a very bad minute, and again every so often. */
const spikeAt = 40
const spikeEvery = 600
const spikeLength = 20

/**
 * A small internet on loopback that publishes over time, each site in its own format: a week of past posts, some of
 * the newest about what began lately, then a new one every second or so, with a spike.
 * @param file that it is kept in: started again, it has the same past and stands at the same addresses, so that nothing
 * is heard twice and old links still lead somewhere. A post that it cannot keep is published all the same.
 * @returns the feeds to listen to, why it does not remember (a sentence; null: it does), and a function that ends it.
 */
export async function startDemoInternet(
  sites: readonly DemoSite[],
  file: string,
  firstPort = defaultFirstPort,
): Promise<{ feeds: DemoFeed[]; trouble: string | null; close(): Promise<void> }> {
  const start = Date.now()
  const archive = openArchive(file)
  const before = archive.sites
  const all: Published[] = sites.map((site, index) => {
    const known = before.get(site.title)?.posts ?? []
    const writer = createWriter(100 + index, known[0]?.number)
    const posts = known.length > 0 ? known.slice(0, keptPosts) : pastOf(writer, start)
    return { site, writer, posts, origin: '' }
  })
  const servers: Server[] = []
  for (const [index, one] of all.entries()) {
    const server = serve(one, all)
    servers.push(server)
    one.origin = await listen(server, before.get(one.site.title)?.port ?? firstPort + index)
  }
  archive.begin(
    new Map(
      all.map(({ site, origin, posts }) => [site.title, { port: Number(new URL(origin).port), posts }]),
    ),
  )

  const publishNow = () =>
    publish(all, (Date.now() - start) / 1000, ({ site }, post) => archive.add(site.title, post))
  const timer = setInterval(publishNow, 1000)
  return {
    feeds: all.map(({ site, origin }) => ({ title: site.title, ...site.feed(origin) })),
    trouble: archive.trouble(),
    async close() {
      clearInterval(timer)
      for (const server of servers) server.closeAllConnections()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function pastOf(writer: Published['writer'], start: number): Post[] {
  const ages = Array.from({ length: pastPosts }, () => writer.random() ** 2 * pastDays * 86_400_000)
  return ages
    .toSorted((a, b) => b - a)
    .map((age) => {
      const at = new Date(start - 120_000 - age)
      const isNews = age < newsHours * 3_600_000 && writer.random() < newsShare
      return isNews ? writer.news(at) : writer.ordinary(at, pastComplaints)
    })
    .toReversed()
}

function publish(all: Published[], seconds: number, note: (by: Published, post: Post) => void): void {
  const now = new Date()
  const spiking = seconds >= spikeAt && (seconds - spikeAt) % spikeEvery < spikeLength
  const chance = (seconds < livelySeconds ? livelyRate : calmRate) / all.length
  for (const one of all) {
    const add = (post: Post) => {
      note(one, post)
      one.posts = [post, ...one.posts].slice(0, keptPosts)
    }
    if (one.writer.random() < chance)
      add(one.writer.random() < newsShare / 2 ? one.writer.news(now) : one.writer.ordinary(now))
    if (spiking && one.writer.random() < 3 / all.length) add(one.writer.spike(demoBrands[0]!, now))
  }
}

function serve(one: Published, all: Published[]): Server {
  const posts = () => one.posts
  const elsewhere = () => linkedPosts(all.filter((other) => other !== one)).slice(0, 30)
  const server = createServer(one.site.answer(posts, elsewhere))
  const upgrade = one.site.upgrade?.(posts)
  if (upgrade) server.on('upgrade', upgrade)
  return server
}

/** What sites with pages of their own have published, newest first: what a round-up repeats. */
function linkedPosts(sites: readonly Published[]): LinkedPost[] {
  return sites
    .filter(({ site, origin }) => site.feed(origin).source === 'rss')
    .flatMap(({ posts, origin }) =>
      posts.slice(0, 10).map((post) => ({ ...post, url: `${origin}/posts/${post.id}` })),
    )
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

/** @returns its origin; on another port when the given one is taken, or not ours to take. */
async function listen(server: Server, port: number): Promise<string> {
  const tryPort = (wanted: number) =>
    new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
      )
      server.listen(wanted, '127.0.0.1', () => resolve(true))
    })
  if (!(await tryPort(port))) await tryPort(0)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
