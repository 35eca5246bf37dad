import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { createPool } from '../../shared/database/connect.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { serveLocally } from '../support/local-http.ts'
import { startChild } from './child.ts'
import { figure, type Bench, type BenchContext } from './figure.ts'
import type { PollsQuestion, PollsReport } from './polls-process.ts'

const hosts = 500
const feedsAHost = 20
const feeds = hosts * feedsAHost
/** Of five feeds one has something new; the others have not changed since they were asked last. */
const oneIn = 5
const longestMs = 240_000
/** By the server's clock, of which both ends of the way take some. */
const spacingMs = 1_000 * 0.95
const atOnce = 2

type Visit = { host: string; path: string; from: number; to: number }

/** Ten thousand feeds on five hundred hosts that are all due at the same moment. Nothing is scaled: hosts have a second. */
export const polls: Bench = {
  name: 'polls',
  async run(context) {
    const { newDatabase, ends, say } = context
    const url = await newDatabase()
    const pool = createPool(url, { log: silentLog, max: 2 })
    ends.add('pool', () => pool.end())
    const site = await startSites(context)
    await pool.query(`INSERT INTO brand (name, rematch_after) VALUES ('Brand', NULL);
      INSERT INTO query (brand_id, text) VALUES (1, 'refund')`)
    const workers = await startChild(ends, './polls-process.ts', {
      DATABASE_URL: url,
      EARSHOT_ALLOW_PRIVATE_FEEDS: '1',
    })
    const ask = (question: PollsQuestion) => workers.ask<PollsReport>(question)
    await sleep(2_000)
    await ask({ do: 'watch' })
    const start = performance.now()
    await addFeeds(pool, site.port)
    await untilAllPolled(pool, start)
    const seconds = (performance.now() - start) / 1_000
    const { cpuMs, loopP99Ms, rssMb } = await ask({ do: 'report' })
    await judgeFeeds(pool)
    say(`  ${feeds} polls in ${seconds.toFixed(1)} s; workers took ${Math.round(rssMb)} MB`)
    return [
      figure('polls of 10,000 feeds due at once on 500 hosts', 'per second', [feeds / seconds]),
      figure('polls: CPU of the workers', 'ms per poll', [cpuMs / feeds]),
      figure('polls: event loop of the workers, p99', 'ms', [loopP99Ms], { atMost: 50 }),
      figure('polls: requests that came too soon for their host', 'requests', [tooSoon(site.visits, say)], {
        atMost: 0,
      }),
    ]
  },
}

/** One server that goes by all names and notes who came when. */
async function startSites({ ends }: BenchContext): Promise<{ port: number; visits: Visit[] }> {
  const visits: Visit[] = []
  const site = await serveLocally((request, response) => {
    const visit = {
      host: request.headers.host ?? '',
      path: request.url ?? '',
      from: performance.now(),
      to: Infinity,
    }
    visits.push(visit)
    response.on('close', () => (visit.to = performance.now()))
    if (Number(visit.path.slice(1)) % oneIn !== 0)
      return void response.writeHead(304, { etag: '"old"' }).end()
    const items = [1, 2, 3].map(
      (n) => `<item><guid isPermaLink="false">${visit.host}${visit.path}#${n}</guid><title>Post ${n}</title>
<description>Where is my ${n === 1 ? 'refund' : 'parcel'}? I have been waiting for weeks.</description></item>`,
    )
    response
      .writeHead(200, { 'content-type': 'application/rss+xml', etag: '"new"' })
      .end(`<rss version="2.0"><channel><title>Site</title>${items.join('')}</channel></rss>`)
  })
  ends.add('sites', site.close)
  return { port: site.port, visits }
}

async function addFeeds(pool: pg.Pool, port: number): Promise<void> {
  await pool.query(
    `INSERT INTO feed (url, config, host, etag, interval_seconds, next_check_at)
     SELECT url, jsonb_build_object('url', url), host, '"old"', 3600, now() - interval '1 second'
     FROM (
       SELECT 'http://www.' || host || ':' || $1::text || '/' || n AS url, host
       FROM generate_series(1, $2::integer) n, LATERAL (SELECT 'site' || n % $3::integer || '.example' AS host) named
     ) made`,
    [port, feeds, hosts],
  )
}

async function untilAllPolled(pool: pg.Pool, start: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ left: number }>(
      'SELECT count(*)::integer AS left FROM feed WHERE last_checked_at IS NULL',
    )
    if (rows[0]!.left === 0) return
    if (performance.now() - start > longestMs)
      throw new Error(`${rows[0]!.left} feeds were not polled in time.`)
    await sleep(250)
  }
}

/** How many requests the sites themselves saw that came too soon after, or beside too many others. */
function tooSoon(visits: readonly Visit[], say: BenchContext['say']): number {
  if (visits.length !== feeds) throw new Error(`${feeds} feeds were asked ${visits.length} times.`)
  const byHost = Map.groupBy(visits, ({ host }) => host)
  if (byHost.size !== hosts) throw new Error(`${hosts} hosts were ${byHost.size}.`)
  const wrong = [...byHost].flatMap(([host, some]) =>
    some.flatMap((visit, index) => {
      const before = some[index - 1]
      const gap = before === undefined ? Infinity : visit.from - before.from
      const others = some.filter(
        (other) => other !== visit && other.from <= visit.from && other.to > visit.from,
      )
      if (gap >= spacingMs && others.length < atOnce) return []
      return [`${host} after ${Math.round(gap)} ms, beside ${others.length}`]
    }),
  )
  if (wrong.length > 0) say(`  too soon: ${wrong.slice(0, 5).join('; ')}`)
  return wrong.length
}

async function judgeFeeds(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ problem: string }>(
    'SELECT DISTINCT last_problem::text AS problem FROM feed WHERE last_success_at IS NULL',
  )
  if (rows.length > 0) throw new Error(`Some feeds could not be heard: ${rows[0]!.problem}`)
}
