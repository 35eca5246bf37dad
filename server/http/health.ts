import type pg from 'pg'
import { routes } from '../../shared/contract/routes.ts'
import type { RouteHandlers } from './route-handler.ts'

/** One thing that must work for progress to be made, and a sentence on how it stands. */
export type ReadinessCheck = () => Promise<{ name: string; ok: boolean; detail: string }>

const patienceMs = 2_000

/** Whether the process is alive, and whether progress is being made. Checks may still be added while the app runs. */
export function addHealthRoutes(
  { handlePublic }: RouteHandlers,
  { pool, checks }: { pool: pg.Pool; checks: readonly ReadinessCheck[] },
): void {
  handlePublic(routes.health, async () => ({ status: 'alive' as const }))

  handlePublic(routes.ready, async ({ response }) => {
    const told = await Promise.all([checkDatabase(pool), ...checks.map((check) => inTime(check))])
    const ready = told.every((check) => check.ok)
    response.status(ready ? 200 : 503)
    return { ready, checks: told }
  })
}

const checkDatabase = (pool: pg.Pool) =>
  inTime(async () => {
    await pool.query('SELECT 1')
    return { name: 'database', ok: true, detail: 'The database answers.' }
  }, 'database')

/** A check that does not answer in time has failed, too. */
async function inTime(
  check: ReadinessCheck,
  name = 'progress',
): Promise<Awaited<ReturnType<ReadinessCheck>>> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new Error(`no answer within ${patienceMs / 1000} s`)),
    patienceMs,
  )
  try {
    return await Promise.race([check(), late.promise])
  } catch (error) {
    const reason = (error as Error).message || (error as NodeJS.ErrnoException).code || 'no answer'
    const what =
      name === 'database' ? 'The database does not answer' : 'Whether progress is made is not known'
    return { name, ok: false, detail: `${what}: ${reason}.` }
  } finally {
    clearTimeout(timer)
  }
}
