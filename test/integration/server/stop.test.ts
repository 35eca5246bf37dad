import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { refusedStart, startEarshot } from '../../support/earshot.ts'
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
