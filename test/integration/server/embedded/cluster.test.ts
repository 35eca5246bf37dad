import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../../../server/embedded/postgres.ts'
import { silentLog } from '../../../../shared/runtime/log.ts'
import { pgdataOf, query, serverPid, start, temporaryDataDir } from '../../../support/embedded.ts'

const refusal = (dataDir: string) => expect(startEmbeddedPostgres({ dataDir, log: silentLog })).rejects

test('a first start makes a database that loses nothing, sorts by code point, and is closed to others', async () => {
  const dataDir = temporaryDataDir()
  const { url } = await start(dataDir)
  const settings = await query<{ name: string; setting: string }>(
    url,
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'password_encryption') ORDER BY name`,
  )
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    data_checksums: 'on',
    fsync: 'on',
    listen_addresses: '127.0.0.1',
    password_encryption: 'scram-sha-256',
    synchronous_commit: 'on',
  })
  expect(await query(url, `SELECT lower('ÉÑ') AS folded, 'Z' < 'a' AS by_code_point`)).toEqual([
    { folded: 'éñ', by_code_point: true },
  ])
  const stranger = new URL(url)
  stranger.password = 'guess'
  await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  expect(statSync(join(dataDir, 'postgres', 'cluster', 'password')).mode & 0o777).toBe(0o600)
})

test('what an initdb that was stopped half-way left is cleared, and a new one made', async () => {
  const dataDir = temporaryDataDir()
  const remains = join(dataDir, 'postgres', `making-${deadPid}`)
  mkdirSync(join(remains, 'data', 'base'), { recursive: true })
  writeFileSync(join(remains, 'data', 'PG_VERSION'), '18\n')

  const { url } = await start(dataDir)
  expect(existsSync(remains)).toBe(false)
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a data folder that only its owner may enter will do, and what was begun there does not matter', async () => {
  const dataDir = temporaryDataDir(0o700)
  mkdirSync(join(dataDir, 'postgres', `making-${deadPid}`), { recursive: true })
  const first = await startEmbeddedPostgres({ dataDir, log: silentLog })
  await query(first.url, 'CREATE TABLE kept (n integer)')
  await first.stop()
  const { url } = await start(dataDir)
  expect(await query(url, 'SELECT n FROM kept')).toEqual([])
})

test('stop waits until the server is gone, whoever is connected', async () => {
  const dataDir = temporaryDataDir()
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog })
  const sleeper = query(postgres.url, 'SELECT pg_sleep(60)').catch((error: Error) => error.message)
  await expect
    .poll(() => query(postgres.url, `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'`))
    .toHaveLength(1)
  await postgres.stop()
  expect(serverPid(dataDir)).toBeUndefined()
  expect(existsSync(join(pgdataOf(dataDir), 'postmaster.pid'))).toBe(false)
  expect(existsSync(join(dataDir, 'running.json'))).toBe(false)
  expect(await sleeper).toMatch(/terminat/)
})

test('data of another major version is refused and left as it was', async () => {
  const dataDir = temporaryDataDir()
  await (await startEmbeddedPostgres({ dataDir, log: silentLog })).stop()
  const version = join(pgdataOf(dataDir), 'PG_VERSION')
  writeFileSync(version, '17\n')
  await refusal(dataDir).toThrow(/was made by PostgreSQL 17, and this Earshot brings PostgreSQL 18/)
  expect(readFileSync(version, 'utf8')).toBe('17\n')
})

test('a data folder that cannot be one is named in a sentence', async () => {
  const dataDir = temporaryDataDir()
  writeFileSync(join(dataDir, 'file'), '')
  await refusal(join(dataDir, 'file')).toThrow(/is not a folder/)
  if (process.platform === 'linux')
    await refusal('/proc/earshot/data').toThrow(/^No folder can be made in \/proc: set EARSHOT_DATA/)

  symlinkSync(join(dataDir, 'gone'), join(dataDir, 'postgres'))
  await refusal(dataDir).toThrow(/which is gone: put it back/)
  rmSync(join(dataDir, 'postgres'))
})

/** Above every kernel's limit, so that no process can have it. */
const deadPid = 2 ** 30
