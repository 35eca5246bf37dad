import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openQueueBackend } from '../../shared/jobs/open-backend.ts'
import type { QueueBackend } from '../../shared/jobs/backend.ts'
import { readConfig, type Config } from '../../shared/runtime/config.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { testRedisUrl } from './redis.ts'
import { openTestStore, type TestStore } from './store.ts'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** Which of the queues' backends this run tests; the same tests run on both. */
export const backendKind = process.env['EARSHOT_TEST_BACKEND'] === 'redis' ? 'redis' : 'postgres'

/** An empty database with empty queues, on the backend under test. */
export type TestQueues = {
  store: TestStore
  config: Config
  databaseUrl: string
  redisUrl: string | undefined
  backend(): Promise<QueueBackend>
  /** The workers role in a process of its own, as it is run in production. */
  startProcess(): Promise<WorkerProcess>
  close(): Promise<void>
}

export type WorkerProcess = { process: ChildProcess; kill(signal: NodeJS.Signals): Promise<number> }

/** @param redisUrl another Redis than the run's, for tests that stop or empty it. */
export async function openTestQueues(
  redisUrl = backendKind === 'redis' ? testRedisUrl() : undefined,
): Promise<TestQueues> {
  const redis = await redisUrl
  const store = await openTestStore()
  const config = readConfig({
    EARSHOT_ALLOW_PRIVATE_FEEDS: '1',
    EARSHOT_ROLES: 'workers',
    DATABASE_URL: store.url,
    REDIS_URL: redis,
  })
  const processes: WorkerProcess[] = []
  return {
    store,
    config,
    databaseUrl: store.url,
    redisUrl: redis,
    backend: () =>
      openQueueBackend({ databaseUrl: store.url, redisUrl: redis, log: silentLog, patienceMs: 0 }),
    async startProcess() {
      const started = await startWorkerProcess({
        DATABASE_URL: store.url,
        ...(redis && { REDIS_URL: redis }),
        EARSHOT_ALLOW_PRIVATE_FEEDS: '1',
      })
      processes.push(started)
      return started
    },
    async close() {
      await Promise.all(processes.map((one) => one.kill('SIGKILL')))
      await store.close()
    },
  }
}

async function startWorkerProcess(env: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [main, '--roles=workers'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)))
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => /are running/.test(line) && resolve())
    void exited.then((code) => reject(new Error(`the worker process ended with code ${code}`)))
  })
  return {
    process: child,
    kill(signal) {
      child.kill(signal)
      return exited
    },
  }
}
