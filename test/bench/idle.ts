import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { createPool } from '../../shared/database/connect.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { startChild } from './child.ts'
import { figure, type Bench } from './figure.ts'
import { openListeners } from './listeners.ts'
import type { WebQuestion, WebReady, WebReport } from './web-process.ts'
import type { WorkersReport } from './workers-process.ts'

const feeds = 1_000
const settleMs = 10_000
const watchMs = 30_000

/** What Earshot takes when nothing happens: a thousand feeds that are not due, a hundred sockets of people signed in. */
export const idle: Bench = {
  name: 'idle',
  async run({ newDatabase, ends, say }) {
    const url = await newDatabase()
    const pool = createPool(url, { log: silentLog, max: 2 })
    ends.add('pool', () => pool.end())
    await pool.query(`
      INSERT INTO brand (name, rematch_after) VALUES ('Brand', NULL);
      INSERT INTO query (brand_id, text) VALUES (1, 'brand');
      INSERT INTO feed (url, title, next_check_at)
        SELECT 'https://example.org/' || n, 'Feed ' || n, now() + interval '1 hour' FROM generate_series(1, ${feeds}) n`)
    const web = await startChild<WebReady>(ends, './web-process.ts', { DATABASE_URL: url, PORT: '0' })
    const workers = await startChild(ends, './workers-process.ts', { DATABASE_URL: url })
    await openListeners(ends, pool, web.ready.address)

    say(`  doing nothing for ${(settleMs + watchMs) / 1_000} s …`)
    await sleep(settleMs)
    const before = await countTransactions(pool)
    await sleep(watchMs)
    const transactions = (await countTransactions(pool)) - before
    const { rssMb: webMb } = await web.ask<WebReport>({ do: 'report' } satisfies WebQuestion)
    const { rssMb: workersMb } = await workers.ask<WorkersReport>('report')
    return [
      figure('idle, 1,000 feeds and 100 sockets: memory of web', 'MB', [webMb]),
      figure('idle, 1,000 feeds and 100 sockets: memory of workers', 'MB', [workersMb]),
      figure('idle, 1,000 feeds and 100 sockets: transactions', 'per minute', [
        (transactions * 60_000) / watchMs,
      ]),
    ]
  },
}

/** Of this database so far. Almost every statement of an idle Earshot is a transaction of its own. */
async function countTransactions(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ transactions: number }>(
    'SELECT xact_commit + xact_rollback AS transactions FROM pg_stat_database WHERE datname = current_database()',
  )
  return rows[0]!.transactions
}
