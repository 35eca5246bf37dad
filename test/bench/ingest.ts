import type pg from 'pg'
import { createDatabase, createPool } from '../../shared/database/connect.ts'
import { createPoker } from '../../shared/database/poke.ts'
import { addBrand } from '../../shared/domain/brands/add.ts'
import { pollFeed } from '../../shared/domain/feeds/poll.ts'
import { createListeningTools } from '../../shared/domain/listening/tools.ts'
import { readConfig } from '../../shared/runtime/config.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { serveLocally } from '../support/local-http.ts'
import { alternate, warmUps } from './alternate.ts'
import { insertBare, readRows, type Rows } from './bare-rows.ts'
import { startChild } from './child.ts'
import { figure, type Bench, type BenchContext } from './figure.ts'
import { brands, writeFeed } from './ingest-feed.ts'
import { openListeners } from './listeners.ts'
import type { WebQuestion, WebReady, WebReport } from './web-process.ts'

/** Polled at once, as the worker does, and each of the size of one transaction. */
const feedsARound = 4
const itemsAFeed = 1_000
const rounds = 7
const itemsARound = feedsARound * itemsAFeed

/** Feed bytes to committed, announced mentions, beside the INSERT of the same rows; a web process looks on. */
export const ingest: Bench = {
  name: 'ingest',
  async run(context) {
    const { newDatabase, ends, say } = context
    const url = await newDatabase()
    const bareUrl = await newDatabase()
    const pool = createPool(url, { log: silentLog, max: 12 })
    const barePool = createPool(bareUrl, { log: silentLog, max: feedsARound })
    ends.add('pools', () => Promise.all([pool.end(), barePool.end()]))
    const site = await startSite(context)
    for (const each of [pool, barePool]) await fill(each, site.url)

    const store = { db: createDatabase(pool), poke: createPoker(pool, silentLog) }
    const config = readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' })
    // What is measured is not how long polite feeds wait for each other.
    const tools = { ...createListeningTools({ config, log: silentLog }), spacingSeconds: 0 }
    ends.add('tools', tools.close)
    const web = await startChild<WebReady>(ends, './web-process.ts', { DATABASE_URL: url, PORT: '0' })
    const ask = (question: WebQuestion) => web.ask<WebReport>(question)
    say('  opening sockets …')
    const listeners = await openListeners(ends, pool, web.ready.address)

    const loopP99s: number[] = []
    const inserted: Rows[][] = []
    const ours = async () => {
      const feedIds = site.publish()
      await ask({ do: 'watch' })
      const start = performance.now()
      const brought = await Promise.all(
        feedIds.map((id) => pollFeed(tools, store, id, AbortSignal.timeout(60_000))),
      )
      const seconds = (performance.now() - start) / 1_000
      loopP99s.push((await ask({ do: 'report' })).loopP99Ms)
      if (brought.some((one) => one?.newItems !== itemsAFeed || one.mentions < itemsAFeed))
        throw new Error(
          `The feeds brought something else: ${JSON.stringify(brought)} ${await problems(pool)}`,
        )
      await listeners.areTold()
      inserted.push(await Promise.all(feedIds.map((id) => readRows(url, id))))
      return itemsARound / seconds
    }
    // One round ahead, so that either may begin.
    await ours()
    const compared = await alternate(rounds, ours, async () => {
      const seconds = await insertBare(barePool, inserted.shift()!)
      return itemsARound / seconds
    })
    return [
      figure('ingest', 'ratio', compared.ratios, { ratioTo: 'bare multi-row INSERT', atLeast: 0.25 }),
      figure('ingest, items', 'per second', compared.ours),
      figure('web’s event loop while ingesting, p99', 'ms', loopP99s.slice(1 + warmUps), { atMost: 50 }),
    ]
  },
}

async function problems(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query('SELECT DISTINCT problem FROM feed_check WHERE problem IS NOT NULL')
  return JSON.stringify(rows)
}

const allRounds = 1 + warmUps + rounds

/** A local site whose feeds are all written before anything is measured. */
async function startSite({ ends }: BenchContext): Promise<{ url: string; publish(): number[] }> {
  const documents = Array.from({ length: allRounds * feedsARound }, (_, n) => writeFeed(n + 1, itemsAFeed))
  const site = await serveLocally((request, response) => {
    const document = documents[Number(request.url?.slice(1)) - 1]
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/rss+xml' }).end(document)
  })
  ends.add('site', site.close)
  let next = 0
  return {
    url: site.url,
    publish: () => Array.from({ length: feedsARound }, () => (next += 1)),
  }
}

/** The brands, and a feed for each document, whose ids are the numbers of the documents. */
async function fill(pool: pg.Pool, siteUrl: string): Promise<void> {
  for (const brand of brands) await addBrand(createDatabase(pool), brand)
  await pool.query(
    `INSERT INTO feed (url, config, host, title)
     SELECT url, jsonb_build_object('url', url), url, 'Feed ' || n
     FROM generate_series(1, $2) n, LATERAL (SELECT $1 || '/' || n AS url) made`,
    [siteUrl, allRounds * feedsARound],
  )
}
