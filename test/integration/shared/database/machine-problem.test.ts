import { expect, onTestFinished, test } from 'vitest'
import { createPool } from '../../../../shared/database/connect.ts'
import { machineProblem } from '../../../../shared/database/machine-problem.ts'
import { silentLog } from '../../../../shared/runtime/log.ts'
import { createTestDatabase } from '../../../support/database.ts'

test('a statement that takes too long is stopped, and its problem says to ask for less', async () => {
  const { url, drop } = await createTestDatabase()
  const pool = createPool(url, { log: silentLog, statementMs: 100 })
  onTestFinished(async () => {
    await pool.end()
    await drop()
  })
  const error: unknown = await pool.query('SELECT pg_sleep(10)').catch((reason: unknown) => reason)
  expect(machineProblem(error)).toMatchObject({ code: 'took_too_long', status: 504 })
  expect(machineProblem(error)?.message).toMatch(/shorter period or fewer filters/)
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})
