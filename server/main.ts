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

/** The composition root: reads the configuration, then starts the chosen roles on one database. */
async function main(): Promise<void> {
  const { values: args } = parseArgs({
    // `child`: a process that this program itself has started.
    options: { roles: { type: 'string' }, demo: { type: 'boolean' }, child: { type: 'boolean' } },
  })
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
    const database = await openDatabase({ config, log, say, onLost: () => end(1) })
    shutdown.add('database', database.close)

    if (!config.roles.includes('web')) {
      const workers = await startWorkers({ config, databaseUrl: database.url, log })
      shutdown.add('workers', workers.close)
      await tellParent({ is: 'ready' })
      return say('Earshot workers are running.')
    }

    await buildClientWhenStale(say)
    const web = await startWeb({ config, databaseUrl: database.url, log })
    shutdown.add('web', web.close)
    database.announce(web.address)
    if (args.demo) {
      const demo = await startDemo({ databaseUrl: database.url, log, say })
      shutdown.add('demo', demo.close)
    }
    if (config.roles.includes('workers')) {
      const workers = startWorkerProcess({ ...env, DATABASE_URL: database.url }, log)
      shutdown.add('workers', workers.close)
      await workers.ready
    }
    say(`Earshot is ready: ${web.address}`)
  } catch (error) {
    const why = explainStartFailure(error, log)
    if (args.child) await tellParent({ is: 'refused', why })
    else console.error(why)
    end(1)
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
})
