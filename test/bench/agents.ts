import type pg from 'pg'
import { hashPassword } from '../../shared/domain/people/passwords.ts'

const password = 'correct horse battery'
/** Below the attempts at once that the sign-in limits take for an attack from one address. */
const atOnce = 4

/** A person who is signed in. */
export type Agent = { id: number; cookie: string }

/** Adds agents, who share one password so that it is hashed only once, and signs each of them in as a browser does. */
export async function signInAgents(pool: pg.Pool, address: string, count: number): Promise<Agent[]> {
  const { rows } = await pool.query<{ id: number; email: string }>(
    `INSERT INTO person (email, name, role, password_hash)
     SELECT 'agent' || n || '@example.org', 'Agent ' || n, 'agent', $1 FROM generate_series(1, $2) n RETURNING id, email`,
    [await hashPassword(password), count],
  )
  const agents: Agent[] = []
  const waiting = [...rows]
  const signInNext = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift())
      agents.push({ id: row.id, cookie: await signIn(address, row.email) })
  }
  await Promise.all(Array.from({ length: atOnce }, signInNext))
  return agents.toSorted((a, b) => a.id - b.id)
}

async function signIn(address: string, email: string): Promise<string> {
  const reply = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email, password }),
  })
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0]
  if (!reply.ok || !cookie)
    throw new Error(`${email} could not sign in: ${reply.status} ${await reply.text()}`)
  await reply.arrayBuffer()
  return cookie
}
