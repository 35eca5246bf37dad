import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate, MigrationError } from '../../../../shared/database/migrate.ts'
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

let database: TestDatabase
let client: pg.Client
beforeEach(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await database.drop()
})

const verify = (url: string) =>
  promisify(execFile)(
    process.execPath,
    [
      'node_modules/kysely-codegen/dist/cli/bin.js',
      '--config-file',
      '.kysely-codegenrc.json',
      '--verify',
      '--url',
      url,
    ],
    { cwd: root },
  )

test('the row types are those of the migrated schema', async () => {
  await expect(verify(database.url)).resolves.toBeDefined()
  await client.query('ALTER TABLE brand ADD COLUMN forgotten text')
  await expect(verify(database.url)).rejects.toThrow(/not up-to-date|out of date|differ/i)
})

/** The migrated database without what the migrations made, so that they can be run again. */
async function startOver(): Promise<void> {
  await client.query('DROP SCHEMA public CASCADE')
  await client.query('CREATE SCHEMA public')
}

test('migrations run once, whoever starts together', async () => {
  await startOver()
  const applied = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)])
  expect(applied.flat()).toEqual([...new Set(applied.flat())])
  expect(applied.flat().length).toBeGreaterThan(0)
  expect(await migrate(database.url)).toEqual([])
})

test('a database that is newer than the code is left alone, with a sentence', async () => {
  await client.query("INSERT INTO migration (number, name) VALUES (9999, '9999_from_the_future')")
  await expect(migrate(database.url)).rejects.toThrow(MigrationError)
  await expect(migrate(database.url)).rejects.toThrow(/9999_from_the_future.*newer/)
})

test('history cannot be changed, not even by mistake', async () => {
  await expect(client.query('DELETE FROM history')).rejects.toThrow(/written once/)
})
