import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { createPool } from '../../shared/database/connect.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { serveLocally } from '../support/local-http.ts'
import { startChild } from './child.ts'
import { figure, type Bench, type BenchContext } from './figure.ts'
import type { PollsQuestion, PollsReport } from './polls-process.ts'

const flood = 100_000
/** A document that is within the limit of 15 MB holds half of them; the other half comes with the next. */
const documents = 2
const others = 20
const otherEverySeconds = 10
const longestMs = 300_000

/** A hundred thousand items from one feed, while twenty others speak every ten seconds: how late are those? */
export const floodBench: Bench = {
  name: 'flood',
  async run(context) {
    const { newDatabase, ends, say } = context
    const url = await newDatabase()
    const pool = createPool(url, { log: silentLog, max: 2 })
    ends.add('pool', () => pool.end())
    const site = await startSite(context)
    await pool.query(`INSERT INTO brand (name, rematch_after) VALUES ('Brand', NULL);
      INSERT INTO query (brand_id, text) VALUES (1, 'refund')`)
    const workers = await startChild(ends, './polls-process.ts', {
      DATABASE_URL: url,
      EARSHOT_ALLOW_PRIVATE_FEEDS: '1',
    })
    await addFeeds(pool, site.port, 'quiet', others)
    await sleep(5_000)
    await workers.ask<PollsReport>({ do: 'watch' } satisfies PollsQuestion)
    const start = performance.now()
    await addFeeds(pool, site.port, 'flood', 1)
    const late: number[] = []
    while ((await countFlood(pool)) < flood) {
      if (performance.now() - start > longestMs) throw new Error('The flood was not taken in in time.')
      late.push(await secondsLate(pool))
      await sleep(250)
    }
    const seconds = (performance.now() - start) / 1_000
    const { loopP99Ms, rssMb } = await workers.ask<PollsReport>({ do: 'report' } satisfies PollsQuestion)
    say(`  ${flood} items in ${seconds.toFixed(1)} s; workers took ${Math.round(rssMb)} MB`)
    return [
      figure('flood of 100,000 items from one feed: delay of others', 's', [Math.max(...late)], {
        atMost: 30,
      }),
      figure('flood, items', 'per second', [flood / seconds]),
      figure('flood: event loop of the workers, p99', 'ms', [loopP99Ms]),
    ]
  },
}

/** Quiet feeds say something new each time; the flood is written before anything is measured. */
async function startSite({ ends }: BenchContext): Promise<{ port: number }> {
  const item = (id: string, text: string) =>
    `<item><guid isPermaLink="false">${id}</guid><description>${text}</description></item>`
  const channel = (items: string[]) =>
    `<rss version="2.0"><channel><title>Site</title>${items.join('')}</channel></rss>`
  const floods = Array.from({ length: documents }, (_, document) =>
    Buffer.from(
      channel(
        Array.from({ length: flood / documents }, (_, n) =>
          item(
            `${document}-${n}`,
            `Post ${n} on parcel, invoice and refund ${document}, as nobody else says it`,
          ),
        ),
      ),
    ),
  )
  let flooded = 0
  let spoken = 0
  const site = await serveLocally((request, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' })
    if (request.url?.startsWith('/flood')) response.end(floods[Math.min((flooded += 1), documents) - 1])
    else response.end(channel([item(`${(spoken += 1)}`, 'Where is my refund?')]))
  })
  ends.add('site', site.close)
  return { port: site.port }
}

async function addFeeds(pool: pg.Pool, port: number, name: string, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO feed (url, config, host, interval_seconds)
     SELECT url, jsonb_build_object('url', url), host, $1
     FROM (
       SELECT 'http://' || host || ':' || $2::text || '/' || $3::text AS url, host
       FROM generate_series(1, $4::integer) n, LATERAL (SELECT $3::text || n || '.example' AS host) named
     ) made`,
    [otherEverySeconds, port, name, count],
  )
}

async function countFlood(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ items: number }>(
    `SELECT coalesce(sum(items), 0)::integer AS items FROM feed WHERE host LIKE 'flood%'`,
  )
  return rows[0]!.items
}

/** Of the quiet feed that waits longest: since it was due, be it that its poll waits or runs. */
async function secondsLate(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ late: number }>(
    `SELECT greatest(0, extract(epoch FROM max(now() - next_check_at)))::float8 AS late
     FROM feed WHERE host LIKE 'quiet%'`,
  )
  return rows[0]!.late
}
