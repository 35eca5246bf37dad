import { parseArgs } from 'node:util'
import { startWorkers } from '../workers/start.ts'
import { ConfigError, readConfig } from '../shared/runtime/config.ts'
import { createLog } from '../shared/runtime/log.ts'
import { createShutdown } from '../shared/runtime/shutdown.ts'
import { buildClientWhenStale } from './build-client.ts'
import { demoEnvironment, startDemo } from './demo/start.ts'
import { openDatabase } from './open-database.ts'
import { explainStartFailure } from './start-failure.ts'
import { startWeb } from './web.ts'
import { startWorkerProcess, tellParent } from './worker-process.ts'

/** Jobs under way may end, as a rule; PostgreSQL must. */
const workersEndMs = 25_000
const databaseEndMs = 28_000

/** The composition root: reads the configuration, then starts the chosen roles on one database. */
async function main(): Promise<void> {
  const args = readArguments()
  const env = {
    ...process.env,
    ...(args.demo && demoEnvironment()),
    ...(args.roles && { EARSHOT_ROLES: args.roles }),
  }
  const config = readConfig(env)
  const log = createLog({ level: config.logLevel, name: `earshot ${config.roles.join('+')}` })
  const shutdown = createShutdown(log)
  const end = (code: number) => void shutdown.run().finally(() => process.exit(code))
  process.once('SIGTERM', () => end(0))
  process.once('SIGINT', () => end(0))
  // A child whose parent is gone must not go on alone.
  if (args.child) process.once('disconnect', () => end(0))
  const say = args.child ? () => undefined : (line: string) => console.log(line)

  try {
    const { signal } = shutdown
    const database = await shutdown.start(
      'database',
      () => openDatabase({ config, log, say, signal, onLost: () => end(1) }),
      databaseEndMs,
    )

    if (!config.roles.includes('web')) {
      await shutdown.start(
        'workers',
        () => startWorkers({ config, databaseUrl: database.url, log }),
        workersEndMs,
      )
      await tellParent({ is: 'ready' })
      return say('Earshot workers are running.')
    }

    await buildClientWhenStale(say)
    const web = await shutdown.start('web', () => startWeb({ config, databaseUrl: database.url, log }))
    database.announce(web.address)
    if (args.demo) {
      await shutdown.start('demo', () => startDemo({ config, databaseUrl: database.url, log, say }))
    }
    if (config.roles.includes('workers')) {
      const workers = startWorkerProcess({ ...env, DATABASE_URL: database.url }, log)
      shutdown.add('workers', workers.close, workersEndMs)
      await workers.ready
    }
    say(`Earshot is ready: ${web.address}`)
  } catch (error) {
    // Stopped while starting: what then fails is no reason to give.
    if (shutdown.signal.aborted) return
    const why = explainStartFailure(error, log)
    if (args.child) await tellParent({ is: 'refused', why })
    else console.error(why)
    end(1)
  }
}

function readArguments() {
  try {
    return parseArgs({
      // `child`: a process that this program itself has started.
      options: { roles: { type: 'string' }, demo: { type: 'boolean' }, child: { type: 'boolean' } },
    }).values
  } catch (error) {
    const [what] = (error as Error).message.split('. ')
    throw new ConfigError(`${what}. The options are --demo and --roles=web,workers.`, { cause: error })
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
})
