import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { routes } from '../../../shared/contract/routes.ts'
import { signIn } from '../../support/api-client.ts'
import { createTestDatabase } from '../../support/database.ts'
import { admin, refusedStart, startEarshot } from '../../support/earshot.ts'
import { temporaryDataDir } from '../../support/embedded.ts'

const patience = { timeout: 90_000 }

/** PostgreSQL takes its lock file away only when it ends as it should. */
const lockFile = (dataDir: string) => join(dataDir, 'postgres', 'cluster', 'data', 'postmaster.pid')

test('a connection that never says anything does not hold up the end', patience, async () => {
  const dataDir = temporaryDataDir()
  const earshot = await startEarshot({ DATABASE_URL: undefined, EARSHOT_DATA: dataDir })
  const silent = connect(Number(new URL(earshot.address).port), '127.0.0.1')
  silent.on('error', () => undefined)
  onTestFinished(() => void silent.destroy())
  await new Promise((resolve) => silent.once('connect', resolve))
  expect(existsSync(lockFile(dataDir))).toBe(true)

  const began = Date.now()
  await earshot.stop()
  expect(Date.now() - began).toBeLessThan(12_000)
  expect(existsSync(lockFile(dataDir))).toBe(false)
  expect(earshot.output()).not.toContain('did not end')
})

test(
  'stopped by Ctrl-C amid requests that hang, it ends soon and says nothing of them',
  patience,
  async () => {
    const database = await createTestDatabase()
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const earshot = await startEarshot({
      DATABASE_URL: database.url,
      EARSHOT_ADMIN_EMAIL: admin.email,
      EARSHOT_ADMIN_PASSWORD: admin.password,
    })
    try {
      const ana = await signIn(earshot.address, admin)
      await client.query('BEGIN; LOCK TABLE person')
      const requests = [1, 2, 3].map(() => ana.call(routes.people).catch((error: Error) => error))
      const waiting = `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
      await expect
        .poll(async () => (await client.query(waiting)).rows[0].count, { timeout: 5_000, interval: 50 })
        .toBeGreaterThanOrEqual(3)
      const said = earshot.output()

      const began = Date.now()
      earshot.process.kill('SIGINT')
      await new Promise((resolve) => earshot.process.once('close', resolve))
      expect(Date.now() - began).toBeLessThan(12_000)
      expect(earshot.output()).toBe(said)
      expect((await Promise.all(requests)).every((answer) => answer instanceof Error)).toBe(true)
    } finally {
      await client.end()
      await earshot.stop()
      await database.drop()
    }
  },
)

test.each(['Making the database', 'Starting PostgreSQL'])(
  'a start that is stopped at "%s" leaves no PostgreSQL behind',
  patience,
  async (stopAt) => {
    const dataDir = temporaryDataDir()
    const own = { DATABASE_URL: undefined, EARSHOT_DATA: dataDir }
    const stopped = await refusedStart(own, [], (line, child) => {
      if (line.startsWith(stopAt)) child.kill('SIGTERM')
    })
    expect(stopped.code).toBe(0)
    expect(stopped.output).toContain(stopAt)
    expect(stopped.output).not.toMatch(/could not start|Error|ready/)
    expect(existsSync(lockFile(dataDir))).toBe(false)

    const again = await startEarshot(own)
    await again.stop()
  },
)
