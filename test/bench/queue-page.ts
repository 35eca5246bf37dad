import pg from 'pg'
import { createDatabase, createPool } from '../../shared/database/connect.ts'
import { listMentions } from '../../shared/domain/mentions/list.ts'
import type { MentionFilter } from '../../shared/contract/mention.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { figure, quantile, type Bench } from './figure.ts'

const mentions = 1_000_000
const pageSize = 50
const samples = 300
const rounds = 5
const viewer = { id: 1, role: 'agent' } as const

/** The queue's first page and its hundredth, over a million mentions, beside the same rows by one bare indexed query. */
export const queuePage: Bench = {
  name: 'queue-page',
  async run({ newDatabase, ends, say }) {
    const url = await newDatabase()
    const pool = createPool(url, { log: silentLog, max: 2 })
    ends.add('pool', () => pool.end())
    const store = { db: createDatabase(pool), poke: () => undefined }
    try {
      say(`  filling ${mentions.toLocaleString('en')} mentions …`)
      await fill(url)
      const filter: MentionFilter = { lane: 'queue' }
      let cursor: string | undefined
      for (let page = 1; page < 100; page += 1)
        cursor =
          (await listMentions(store, viewer, filter, { cursor, limit: pageSize })).nextCursor ?? undefined
      const { rows } = await pool.query<{ at: string; id: number }>(
        `SELECT priority_at::text AS at, id FROM mention WHERE state = 'queued' ORDER BY priority_at, id OFFSET ${99 * pageSize - 1} LIMIT 1`,
      )
      const after = rows[0]!
      const bareFirst = () => pool.query(bare('TRUE'))
      const bareDeep = () => pool.query(bare('(priority_at, id) > ($1, $2)'), [after.at, after.id])
      return [
        figure(
          'queue page 1, p99',
          'ratio',
          await ratios(() => listMentions(store, viewer, filter, { limit: pageSize }), bareFirst),
          { ratioTo: 'bare indexed query', atMost: 3 },
        ),
        figure(
          'queue page 100, p99',
          'ratio',
          await ratios(() => listMentions(store, viewer, filter, { cursor, limit: pageSize }), bareDeep),
          { ratioTo: 'bare indexed query', atMost: 3 },
        ),
      ]
    } finally {
      await pool.end()
    }
  },
}

const bare = (where: string) => `
  SELECT m.*, i.title, i.text, i.author, i.url FROM mention m JOIN item i ON i.id = m.item_id
  WHERE m.state = 'queued' AND ${where.replaceAll('priority_at, id', 'm.priority_at, m.id')}
  ORDER BY m.priority_at, m.id LIMIT ${pageSize}`

/** p99 of `ours` over p99 of `theirs`, taking turns so that noise falls on both. */
async function ratios(ours: () => Promise<unknown>, theirs: () => Promise<unknown>): Promise<number[]> {
  const results: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const times: [number[], number[]] = [[], []]
    for (let sample = 0; sample < samples; sample += 1)
      for (const [index, run] of [ours, theirs].entries()) {
        const start = performance.now()
        await run()
        times[index]!.push(performance.now() - start)
      }
    results.push(quantile(times[0], 0.99) / quantile(times[1], 0.99))
  }
  return results
}

/** Ten brands, a fifth of the mentions waiting in the queue, texts of a kilobyte. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, statement_timeout: 0 })
  await client.connect()
  await client.query(`
    INSERT INTO person (email, name, role, password_hash) VALUES ('a@example.org', 'A', 'agent', '-');
    INSERT INTO brand (name) SELECT 'Brand ' || n FROM generate_series(1, 10) n;
    INSERT INTO feed (url) VALUES ('https://example.org/feed');
    INSERT INTO item (feed_id, external_id, title, text, published_at)
      SELECT 1, n::text, 'Post ' || n, repeat('word ' || n % 997 || ' ', 110), now() - n * interval '3 seconds'
      FROM generate_series(1, ${mentions}) n;
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, score, label, model_version, severity,
      published_at, priority_at, queued_at)
      SELECT 1 + id % 10, id, 1, 'rss', CASE WHEN id % 5 = 0 THEN 'queued' ELSE 'stream' END, -0.5, 'negative', 'x', 1,
        published_at, published_at - (id % 4) * interval '1 hour', CASE WHEN id % 5 = 0 THEN now() END
      FROM item;
    ANALYZE;`)
  await client.end()
}
