import type { Log } from '../runtime/log.ts'
import { Problem } from '../runtime/problem.ts'
import type { QueueBackend } from './backend.ts'
import { openPostgresBackend } from './postgres-backend.ts'
import { openRedisBackend } from './redis-backend.ts'

const triesEveryMs = 500

/**
 * Reaches Redis when there is a `redisUrl`, else PostgreSQL, and waits up to `patienceMs` for one that is just starting.
 * @throws Problem `queue_unavailable` with a sentence that says what is wrong and what to do.
 */
export async function openQueueBackend(options: {
  databaseUrl: string
  redisUrl: string | undefined
  log: Log
  patienceMs?: number
}): Promise<QueueBackend> {
  const { databaseUrl, redisUrl, log, patienceMs = 60_000 } = options
  const deadline = Date.now() + patienceMs
  for (let tries = 0; ; tries++) {
    try {
      return await (redisUrl === undefined
        ? openPostgresBackend(databaseUrl, log)
        : openRedisBackend(redisUrl, log))
    } catch (error) {
      if (error instanceof Problem) throw error
      const sentence = unreachable(redisUrl ?? databaseUrl, redisUrl !== undefined, error as Error)
      if (Date.now() >= deadline) throw new Problem('queue_unavailable', sentence, { cause: error })
      if (tries === 0) log.warn(`${sentence} Trying on for ${Math.round(patienceMs / 1000)} seconds.`)
      await new Promise((resolve) => setTimeout(resolve, triesEveryMs))
    }
  }
}

function unreachable(url: string, isRedis: boolean, error: Error): string {
  const { host, pathname } = new URL(url)
  const reason = error.message || ((error as NodeJS.ErrnoException).code ?? 'no answer')
  return isRedis
    ? `Redis at ${host || pathname} (REDIS_URL) cannot be used: ${reason}. Check that it runs and that the address and password are right; without REDIS_URL, the queues live in PostgreSQL.`
    : `PostgreSQL at ${host} (DATABASE_URL) cannot hold the queues: ${reason}. Check that it runs and that its user may create a schema.`
}
