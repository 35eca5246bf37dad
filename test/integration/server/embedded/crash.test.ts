import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import {
  query,
  serverPid,
  start,
  startElsewhere,
  temporaryDataDir,
  writeUntilBroken,
} from '../../../support/embedded.ts'

const rows = (url: string) => query<{ n: number }>(url, 'SELECT n FROM acknowledged ORDER BY n')

/** What was acknowledged is there, once; the one insert that was under way may be there too. */
async function expectNothingLost(url: string, acknowledged: number[]) {
  const kept = (await rows(url)).map(({ n }) => n)
  expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged)
  expect(kept.length - acknowledged.length).toBeLessThanOrEqual(1)
}

test('a server killed in the middle of writes comes back at the same address with every acknowledged row', async () => {
  const dataDir = temporaryDataDir()
  const { url } = await start(dataDir)
  await query(url, 'CREATE TABLE acknowledged (n integer PRIMARY KEY)')
  const killed = serverPid(dataDir)!
  const writing = writeUntilBroken(url)
  await sleep(300)
  process.kill(killed, 'SIGKILL')
  const acknowledged = await writing
  expect(acknowledged.length).toBeGreaterThan(10)

  await expect.poll(() => rows(url).catch(() => []), { timeout: 15_000 }).not.toHaveLength(0)
  expect(serverPid(dataDir)).not.toBe(killed)
  await expectNothingLost(url, acknowledged)
})

test('after kill -9 of everything the next start finds every acknowledged row', async () => {
  const dataDir = temporaryDataDir()
  const owner = await startElsewhere(dataDir)
  await query(owner.url, 'CREATE TABLE acknowledged (n integer PRIMARY KEY)')
  const writing = writeUntilBroken(owner.url)
  await sleep(300)
  const server = serverPid(dataDir)!
  process.kill(server, 'SIGKILL')
  await owner.kill()
  const acknowledged = await writing
  expect(acknowledged.length).toBeGreaterThan(10)

  const { url, adopted } = await start(dataDir)
  expect(adopted).toBe(false)
  await expectNothingLost(url, acknowledged)
})
