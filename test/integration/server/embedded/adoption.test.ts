import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  pgdataOf,
  query,
  serverPid,
  start,
  startElsewhere,
  temporaryDataDir,
} from '../../../support/embedded.ts'

test('a server whose Earshot was killed is adopted, with its connections', async () => {
  const dataDir = temporaryDataDir()
  const owner = await startElsewhere(dataDir)
  const server = serverPid(dataDir)
  await owner.kill()

  const { url, adopted } = await start(dataDir)
  expect(adopted).toBe(true)
  expect(url).toBe(owner.url)
  expect(serverPid(dataDir)).toBe(server)
})

test('a server on its way down is waited for, not adopted', async () => {
  const dataDir = temporaryDataDir()
  const owner = await startElsewhere(dataDir)
  const server = serverPid(dataDir)!
  await owner.kill()
  process.kill(server, 'SIGTERM')

  const { url, adopted } = await start(dataDir)
  expect(adopted).toBe(false)
  expect(serverPid(dataDir)).not.toBe(server)
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a lock file whose process id now belongs to some other program is no server', async () => {
  const dataDir = temporaryDataDir()
  const owner = await startElsewhere(dataDir)
  const lockFile = join(pgdataOf(dataDir), 'postmaster.pid')
  const server = serverPid(dataDir)!
  process.kill(server, 'SIGKILL')
  await owner.kill()
  writeFileSync(lockFile, readFileSync(lockFile, 'utf8').replace(String(server), String(process.pid)))

  const { adopted } = await start(dataDir)
  expect(adopted).toBe(false)
  expect(serverPid(dataDir)).toBeDefined()
})
