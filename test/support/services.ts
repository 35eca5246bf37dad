import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { dataDir } from '../../launch/data-dir.mjs'
import { isAlive, isServerOf, readPidFile } from '../../server/embedded/pid.ts'
import { startEmbeddedPostgres } from '../../server/embedded/postgres.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { killLeftRedis, startRedis } from './redis-server.ts'
import { templateDatabase } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a database in the run's cluster from which others can be made. */
    postgresUrl: string
    /** The run's Redis, without a database number. */
    redisUrl: string
  }
}

const withoutServices = new Set(['unit', 'client'])
const home = join(dataDir, 'test')

/** Starts what the chosen projects need, once for the run, and returns what stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chosen = project.vitest.projects.map(({ name }) => name)
  if (chosen.every((name) => withoutServices.has(name))) return async () => undefined

  clearKilledRuns()
  const folder = join(home, `run-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: silentLog })
  const redis = await startRedis(join(folder, 'redis'))
  await makeTemplate(postgres.url)
  project.provide('postgresUrl', postgres.url)
  project.provide('redisUrl', redis.url)
  return async () => {
    await Promise.all([postgres.stop(), redis.stop()])
    remove(folder)
  }
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE DATABASE ${templateDatabase}`)
  await client.end()
  const template = new URL(url)
  template.pathname = templateDatabase
  await migrate(template.href)
}

/** A run that was killed could not stop its servers: the next one does. */
function clearKilledRuns(): void {
  mkdirSync(home, { recursive: true })
  for (const name of readdirSync(home)) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1])
    if (!pid || isAlive(pid)) continue
    const pgdata = join(home, name, 'postgres', 'cluster', 'data')
    const server = readPidFile(pgdata)
    if (server && isServerOf(realpathSync(pgdata), server.pid)) process.kill(server.pid, 'SIGQUIT')
    killLeftRedis(join(home, name, 'redis'))
    remove(join(home, name))
  }
}

/** Started by root, the cluster may be behind a link. A server that is just ending may still write into it. */
function remove(folder: string): void {
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }
  const cluster = join(folder, 'postgres')
  if (existsSync(cluster)) rmSync(realpathSync(cluster), options)
  rmSync(folder, options)
}
