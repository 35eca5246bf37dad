import { expect, test } from 'vitest'
import { AlreadyRunningError } from '../../../../server/embedded/error.ts'
import { startEmbeddedPostgres } from '../../../../server/embedded/postgres.ts'
import { silentLog } from '../../../../shared/runtime/log.ts'
import { query, start, startElsewhere, temporaryDataDir } from '../../../support/embedded.ts'

test('a second start on the same data is refused, names the first and leaves it alone', async () => {
  const dataDir = temporaryDataDir()
  const first = await start(dataDir)
  first.announce('http://127.0.0.1:4000')

  const second = startEmbeddedPostgres({ dataDir, log: silentLog })
  await expect(second).rejects.toThrow(AlreadyRunningError)
  await expect(second).rejects.toThrow(`process ${process.pid}, at http://127.0.0.1:4000`)
  expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('two first starts at the same moment: one makes the database and owns it, the other is refused', async () => {
  const dataDir = temporaryDataDir()
  const starts = await Promise.allSettled([startElsewhere(dataDir), start(dataDir)])
  expect(starts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a killed owner’s data can be taken at once', async () => {
  const dataDir = temporaryDataDir()
  const owner = await startElsewhere(dataDir)
  await owner.kill()
  const { url } = await start(dataDir)
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})
