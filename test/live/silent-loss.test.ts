import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordChanges } from '../../shared/database/changes.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { liveAs, seedMentions } from '../support/live-web.ts'
import { proxyTo, type TcpProxy } from '../support/tcp-proxy.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

let database: TestDatabase
let proxy: TcpProxy
let web: TestWeb
/** On the same database, by another way. */
let other: TestWeb
beforeAll(async () => {
  database = await createTestDatabase()
  const url = new URL(database.url)
  proxy = await proxyTo({ host: url.hostname, port: Number(url.port) })
  url.host = `127.0.0.1:${proxy.port}`
  web = await startTestWeb({ databaseUrl: url.href })
  other = await startTestWeb({ databaseUrl: database.url })
})
afterAll(async () => {
  await web.close()
  await other.close()
  await proxy.close()
  await database.drop()
})

test('when the network loses all connections to the database without a word, everything goes on soon', async () => {
  const { brandId, ids } = await seedMentions(web, 1)
  const client = await web.signedIn('agent')
  const live = await liveAs(web, 'agent')
  const askAll = () => Promise.all(Array.from({ length: 24 }, () => client.get('/api/mentions?limit=10')))
  expect(new Set((await askAll()).map(({ status }) => status))).toEqual(new Set([200]))

  proxy.lose()
  const began = Date.now()
  // What is asked over dead connections is refused in time, and as what it is.
  for (const reply of await askAll()) expect([200, 503], JSON.stringify(reply.body)).toContain(reply.status)
  await other.store.db.transaction().execute((tx) => recordChanges(tx, new Map([[brandId, ids]])))
  await live.hear('change', (event) => event.brandId === brandId, 20_000)
  await expect
    .poll(async () => (await askAll()).every(({ status }) => status === 200), { timeout: 20_000 })
    .toBe(true)
  expect(Date.now() - began).toBeLessThan(25_000)

  const asked = Date.now()
  await askAll()
  expect(Date.now() - asked).toBeLessThan(2_000)
})
