import pg from 'pg'
import type { MentionPage } from '../../shared/contract/mention.ts'
import { createDatabase, createPool } from '../../shared/database/connect.ts'
import { listMentions } from '../../shared/domain/mentions/list.ts'
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
    say(`  filling ${mentions.toLocaleString('en')} mentions …`)
    await fill(url)

    const list = (cursor?: string) =>
      listMentions(store, viewer, { lane: 'queue' }, { cursor, limit: pageSize })
    let page = await list()
    let cursor: string | undefined
    for (let number = 2; number <= 100; number += 1) {
      cursor = page.nextCursor!
      page = await list(cursor)
    }
    const after = await pool.query<{ at: string; id: number }>(
      `SELECT priority_at::text AS at, id FROM mention WHERE state = 'queued'
       ORDER BY priority_at, id OFFSET ${99 * pageSize - 1} LIMIT 1`,
    )
    const bareAfter = (at: string, id: number) => () => pool.query<{ id: number }>(bare, [at, id])
    const bareFirst = bareAfter('-infinity', 0)
    const bareDeep = bareAfter(after.rows[0]!.at, after.rows[0]!.id)
    expectSame(await list(), await bareFirst())
    expectSame(page, await bareDeep())

    const goal = { ratioTo: 'bare indexed query', atMost: 3 }
    return [
      figure('queue page 1 of 1,000,000 mentions, p99', 'ratio', await ratios(() => list(), bareFirst), goal),
      figure(
        'queue page 100 of 1,000,000 mentions, p99',
        'ratio',
        await ratios(() => list(cursor), bareDeep),
        goal,
      ),
    ]
  },
}

/** The same rows without anything around them, from a place on. */
const bare = `
  SELECT m.*, i.title, left(i.text, 280) AS excerpt, i.author, i.url, i.potential_reach
  FROM mention m JOIN item i ON i.id = m.item_id
  WHERE m.state = 'queued' AND (m.priority_at, m.id) > ($1, $2) ORDER BY m.priority_at, m.id LIMIT ${pageSize}`

function expectSame(ours: MentionPage, theirs: { rows: { id: number }[] }): void {
  const [a, b] = [ours.mentions, theirs.rows].map((rows) => rows.map(({ id }) => id).join(' '))
  if (a !== b) throw new Error('The bare query finds another page.')
}

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
  // No looking up of what is known to be there: it would take longer than all the rest.
  await client.query('SET session_replication_role = replica')
  await client.query(`
    INSERT INTO person (email, name, role, password_hash) VALUES ('a@example.org', 'A', 'agent', '-');
    INSERT INTO brand (name) SELECT 'Brand ' || n FROM generate_series(1, 10) n;
    INSERT INTO feed (url) VALUES ('https://example.org/feed');
    INSERT INTO item (feed_id, external_id, title, text, published_at)
      SELECT 1, n::text, 'Post ' || n, repeat('word ' || n % 997 || ' ', 110), now() - n * interval '3 seconds'
      FROM generate_series(1, ${mentions}) n;
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, score, label, scored_label, model_version, severity,
      urgency, label_ids, published_at, priority_at, queued_at)
      SELECT 1 + id % 10, id, 1, 'rss', CASE WHEN id % 5 = 0 THEN 'queued' ELSE 'stream' END, -0.5, 'negative', 'negative', 'x', 1,
        CASE WHEN id % 3 = 0 THEN reasons ELSE '[]' END, CASE WHEN id % 2 = 0 THEN '{1,2}'::bigint[] ELSE '{}' END,
        published_at, published_at + interval '1 day' / (1 << (id % 4)::integer), CASE WHEN id % 5 = 0 THEN now() END
      FROM item, (SELECT '[{"kind": "money", "text": "refund", "why": "money is at stake", "field": "text", "start": 3,
        "end": 9}, {"kind": "question", "text": "where is", "why": "asks directly", "field": "text", "start": 20,
        "end": 28}]'::jsonb AS reasons) given`)
  // Else PostgreSQL would do so by itself at some moment of the measurement.
  await client.query('VACUUM ANALYZE')
  await client.end()
}
