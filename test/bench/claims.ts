import pg from 'pg'
import { createPool } from '../../shared/database/connect.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { signInAgents, type Agent } from './agents.ts'
import { alternate } from './alternate.ts'
import { startChild } from './child.ts'
import { figure, type Bench } from './figure.ts'
import { openRawHttp, type RawHttp } from './raw-http.ts'
import type { WebReady } from './web-process.ts'

const agentCount = 50
const mentionsARound = 80
const rounds = 7

/** One attempt of one agent; true when it won. */
type Attempt = (agent: number, mentionId: number) => Promise<boolean>

/** Fifty agents race for the same mentions through HTTP, beside fifty bare connections with the conditional UPDATE alone. */
export const claims: Bench = {
  name: 'claims',
  async run({ newDatabase, ends, say }) {
    const url = await newDatabase()
    const pool = createPool(url, { log: silentLog, max: 2 })
    ends.add('pool', () => pool.end())
    await pool.query(`
      INSERT INTO brand (name) VALUES ('Brand');
      INSERT INTO feed (url, title) VALUES ('https://example.org/feed', 'Forum')`)
    const web = await startChild<WebReady>(ends, './web-process.ts', { DATABASE_URL: url, PORT: '0' })
    const { address } = web.ready
    say(`  signing in ${agentCount} agents …`)
    const agents = await signInAgents(pool, address, agentCount)
    const connections = await Promise.all(
      agents.map(({ cookie }) => openRawHttp(address, { cookie, origin: address })),
    )
    ends.add('connections', async () => connections.forEach((connection) => connection.close()))
    const plain = agents.map(() => new pg.Client({ connectionString: url }))
    ends.add('plain connections', () => Promise.all(plain.map((client) => client.end())))
    await Promise.all(plain.map((client) => client.connect()))

    const compared = await alternate(
      rounds,
      () => race(pool, agents, claimOverHttp(connections), checkHistory),
      () => race(pool, agents, claimBare(agents, plain)),
    )
    return [
      figure('claims by 50 agents, one winner each', 'ratio', compared.ratios, {
        ratioTo: 'bare conditional UPDATE',
        atLeast: 0.3,
      }),
      figure('claims by 50 agents, attempts', 'per second', compared.ours),
    ]
  },
}

function claimOverHttp(connections: RawHttp[]): Attempt {
  return async (agent, mentionId) => {
    const { status, body } = await connections[agent]!.post(`/api/mentions/${mentionId}/claim`)
    if (status === 200) return true
    if (status === 409 && body.includes('"already_owned"')) return false
    throw new Error(`A claim was answered with ${status}: ${body}`)
  }
}

function claimBare(agents: Agent[], plain: pg.Client[]): Attempt {
  return async (agent, mentionId) => {
    const { rowCount } = await plain[agent]!.query(
      `UPDATE mention SET state = 'claimed', owner_id = $1, claimed_at = now(), version = version + 1
       WHERE id = $2 AND state = 'queued' AND owner_id IS NULL`,
      [agents[agent]!.id, mentionId],
    )
    return rowCount === 1
  }
}

/**
 * Every agent attempts every one of some fresh mentions, all in the same order.
 * @returns attempts in a second.
 * @throws when a mention has not exactly one winner, or the database says another.
 */
async function race(
  pool: pg.Pool,
  agents: Agent[],
  attempt: Attempt,
  check: (pool: pg.Pool, mentionIds: number[]) => Promise<void> = async () => undefined,
): Promise<number> {
  const mentionIds = await addMentions(pool)
  const winners = new Map<number, number[]>(mentionIds.map((id) => [id, []]))
  const start = performance.now()
  await Promise.all(
    agents.map(async ({ id }, agent) => {
      for (const mentionId of mentionIds)
        if (await attempt(agent, mentionId)) winners.get(mentionId)!.push(id)
    }),
  )
  const seconds = (performance.now() - start) / 1_000
  const { rows } = await pool.query<{ id: number; owner_id: number | null }>(
    'SELECT id, owner_id FROM mention WHERE id = ANY($1)',
    [mentionIds],
  )
  for (const { id, owner_id } of rows) {
    const won = winners.get(id)!
    if (won.length !== 1 || won[0] !== owner_id)
      throw new Error(`Mention ${id} is owned by ${owner_id}, and was told to be by ${won.join(', ')}.`)
  }
  await check(pool, mentionIds)
  return (mentionIds.length * agents.length) / seconds
}

async function checkHistory(pool: pg.Pool, mentionIds: number[]): Promise<void> {
  const { rows } = await pool.query<{ mention_id: number; claims: number }>(
    `SELECT m.id AS mention_id, count(h.id) AS claims FROM mention m LEFT JOIN history h ON h.mention_id = m.id
     WHERE m.id = ANY($1) GROUP BY m.id HAVING count(h.id) <> 1`,
    [mentionIds],
  )
  if (rows[0])
    throw new Error(`The history of mention ${rows[0].mention_id} tells of ${rows[0].claims} claims.`)
}

async function addMentions(pool: pg.Pool): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(`
    WITH added AS (
      INSERT INTO item (feed_id, external_id, title, text, published_at)
      SELECT 1, gen_random_uuid()::text, 'Post', repeat('Nobody answers. ', 60), now()
      FROM generate_series(1, ${mentionsARound}) RETURNING id, published_at
    )
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, score, label, model_version, severity,
      published_at, priority_at, queued_at)
    SELECT 1, id, 1, 'rss', 'queued', -0.5, 'negative', 'bench', 2, published_at, published_at, now()
    FROM added RETURNING id`)
  return rows.map(({ id }) => id)
}
