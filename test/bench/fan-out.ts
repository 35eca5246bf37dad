import type pg from 'pg'
import { livePath, type Change } from '../../shared/contract/events.ts'
import { createDatabase, createPool } from '../../shared/database/connect.ts'
import { createPoker } from '../../shared/database/poke.ts'
import { readCards } from '../../shared/domain/mentions/cards.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { signInAgents } from './agents.ts'
import { alternate } from './alternate.ts'
import type { BareTold, BareReady } from './bare-process.ts'
import { startChild } from './child.ts'
import { figure, type Bench } from './figure.ts'
import { openReceivers } from './receivers.ts'
import type { WebReady } from './web-process.ts'

const sockets = 1_000
const people = 50
const changes = 100
const inFlight = 16
const rounds = 9
const leastBytes = 1_024
/** A single brand's flood would be sent as a summary. */
const brands = 10

/** A change of a kilobyte to a thousand sockets: through the change log, the relay and the gateway, beside bare socket.io. */
export const fanOut: Bench = {
  name: 'fan-out',
  async run({ newDatabase, ends, say }) {
    const url = await newDatabase()
    const pool = createPool(url, { log: silentLog, max: 4 })
    ends.add('pool', () => pool.end())
    await fill(pool)
    const example = await exampleOf(pool)

    const web = await startChild<WebReady>(ends, './web-process.ts', { DATABASE_URL: url, PORT: '0' })
    const bare = await startChild<BareReady>(ends, './bare-process.ts')
    say(`  signing in ${people} people and opening 2 × ${sockets} sockets …`)
    const { address } = web.ready
    const agents = await signInAgents(pool, address, people)
    const ours = await openReceivers(ends, {
      port: Number(new URL(address).port),
      path: `${livePath}/`,
      headers: forEachSocket((n) => ({ cookie: agents[n % people]!.cookie, origin: address })),
      leastBytes,
    })
    const theirs = await openReceivers(ends, {
      port: bare.ready.port,
      path: '/socket.io/',
      headers: forEachSocket(() => ({})),
      leastBytes,
    })

    const poke = createPoker(pool, silentLog)
    const compared = await alternate(
      rounds,
      () =>
        ours.pump(changes, inFlight, async (n) => {
          await pool.query('SELECT record_change(id, ARRAY[id]) FROM brand WHERE id = $1', [1 + (n % brands)])
          poke({ about: 'change' })
        }),
      () => theirs.pump(changes, inFlight, async () => bare.tell({ change: example } satisfies BareTold)),
    )
    const deliveries = compared.ours.map((perSecond) => perSecond * sockets)
    return [
      figure('fan-out to 1,000 sockets', 'ratio', compared.ratios, {
        ratioTo: 'bare socket.io',
        atLeast: 0.7,
      }),
      figure('fan-out to 1,000 sockets, deliveries', 'per second', deliveries),
    ]
  },
}

const forEachSocket = (headersOf: (n: number) => Record<string, string>) =>
  Array.from({ length: sockets }, (_, n) => headersOf(n))

/** One mention for each brand, both with the same id, whose card makes a change of a kilobyte. */
async function fill(pool: pg.Pool): Promise<void> {
  await pool.query(`
    INSERT INTO brand (name) SELECT 'Brand ' || n FROM generate_series(1, ${brands}) n;
    INSERT INTO feed (url, title) VALUES ('https://example.org/feed', 'Forum');
    INSERT INTO item (feed_id, external_id, url, title, text, author, published_at)
      SELECT 1, n::text, 'https://example.org/posts/' || n, 'Post ' || n || repeat(' about a late parcel', 5),
        repeat('Nobody answers. ', 60), 'somebody', now()
      FROM generate_series(1, ${brands}) n;
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, score, label, model_version, severity,
      published_at, priority_at, queued_at)
      SELECT id, id, 1, 'rss', 'queued', -0.5, 'negative', 'bench', 2, now(), now(), now() FROM item;`)
}

async function exampleOf(pool: pg.Pool): Promise<Change> {
  const mentions = await readCards(createDatabase(pool), [1])
  return { brandId: 1, revision: 1_000, mentions, truncated: false }
}
