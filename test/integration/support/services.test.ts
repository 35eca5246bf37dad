import { Redis } from 'ioredis'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../support/database.ts'
import { testRedisUrl } from '../../support/redis.ts'

test('each test database is migrated, and nobody else’s', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
  expect(one.url).not.toBe(other.url)
  const client = new pg.Client({ connectionString: one.url })
  await client.connect()
  client.on('error', () => undefined)
  const { rows } = await client.query('SELECT count(*)::int AS applied FROM migration')
  expect(rows[0].applied).toBeGreaterThan(0)
  await one.drop()
  await other.drop()
  await expect(client.query('SELECT 1')).rejects.toThrow()
})

test('each Redis URL leads to an empty database', async () => {
  const [one, other] = (await Promise.all([testRedisUrl(), testRedisUrl()])).map((url) => new Redis(url))
  await one!.set('key', 'value')
  expect(await other!.get('key')).toBeNull()
  expect(await one!.config('GET', 'maxmemory-policy')).toContain('noeviction')
  one!.disconnect()
  other!.disconnect()
})
