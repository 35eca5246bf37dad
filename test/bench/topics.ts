import { monitorEventLoopDelay } from 'node:perf_hooks'
import pg from 'pg'
import { createDatabase, createPool } from '../../shared/database/connect.ts'
import { findTopics } from '../../shared/domain/topics/find-topics.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { alternate } from './alternate.ts'
import { createRandom } from '../../shared/domain/scoring/training/random.ts'
import { figure, type Bench, type BenchContext } from './figure.ts'

/** As many as one look reads of the past and of the day, and a week that is longer than it reads. */
const few = 25_000
const times = 10
const rounds = 3

/** One look for what rises, over ten times as many mentions beside as many as are read at most. */
export const topics: Bench = {
  name: 'topics',
  async run(context) {
    const small = await fillBrand(context, few)
    const large = await fillBrand(context, times * few)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const grows = await alternate(rounds, large, small)
    delay.disable()
    return [
      figure(`a look for topics, ${times} times as many mentions`, 'cost', grows.ratios, {
        ratioTo: `${few.toLocaleString('en')} mentions`,
        atMost: 2,
      }),
      figure(`a look for topics, ${few.toLocaleString('en')} mentions`, 'ms', grows.theirs),
      figure(`a look for topics, ${(times * few).toLocaleString('en')} mentions`, 'ms', grows.ours),
      figure('others held up by a look for topics, p99', 'ms', [delay.percentile(99) / 1e6], { atMost: 20 }),
      figure('others held up by a look for topics, longest', 'ms', [delay.max / 1e6]),
    ]
  },
}

/** @returns what looks once and tells how many milliseconds that took. */
async function fillBrand(
  { newDatabase, ends, say }: BenchContext,
  mentions: number,
): Promise<() => Promise<number>> {
  const url = await newDatabase()
  const pool = createPool(url, { log: silentLog, max: 2 })
  ends.add('pool', () => pool.end())
  say(`  filling ${mentions.toLocaleString('en')} mentions …`)
  await fill(url, mentions)
  const store = { db: createDatabase(pool), poke: () => undefined }
  const { signal } = new AbortController()
  return async () => {
    await pool.query('UPDATE brand SET topics_at = NULL')
    const start = performance.now()
    await findTopics(store, 1, signal)
    return performance.now() - start
  }
}

const dayMs = 86_400_000
const days = 36
const atOnce = 10_000

/** Posts of 25 words, of which few are frequent, over 36 days, by many authors; today a twentieth speaks of a strike. */
async function fill(url: string, mentions: number): Promise<void> {
  const client = new pg.Client({ connectionString: url, statement_timeout: 0 })
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query(`
    INSERT INTO brand (name) VALUES ('Acme');
    INSERT INTO feed (url) VALUES ('https://example.org/feed')`)
  const random = createRandom(7)
  const words = Array.from({ length: 4000 }, () => wordOf(random))
  const write = () =>
    Array.from({ length: 25 }, () => words[Math.floor(random() ** 3 * words.length)]).join(' ')
  const now = Date.now()
  for (let from = 0; from < mentions; from += atOnce) {
    const ages = Array.from({ length: atOnce }, (_, index) => ((from + index) / mentions) * days * dayMs)
    const texts = ages.map((age) => `Acme ${write()}${age < dayMs && random() < 0.05 ? ' strike' : ''}`)
    await client.query(
      `INSERT INTO item (feed_id, external_id, title, text, published_at)
       SELECT 1, given.at::text || random(), '', given.text, given.at
       FROM unnest($1::text[], $2::timestamptz[]) AS given (text, at)`,
      [texts, ages.map((age) => new Date(now - age))],
    )
  }
  await client.query(`
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, score, label, language, model_version, severity,
      author_key, published_at, priority_at)
      SELECT 1, id, 1, 'rss', 'stream', 0, 'neutral', 'en', 'x', 0, 'author ' || id % 50000, published_at, published_at
      FROM item`)
  await client.query('VACUUM ANALYZE')
  await client.end()
}

const wordOf = (random: () => number) =>
  Array.from({ length: 3 + Math.floor(random() * 7) }, () =>
    String.fromCharCode(97 + Math.floor(random() * 26)),
  ).join('')
