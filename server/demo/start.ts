import { resolve } from 'node:path'
import { createDatabase, createPool } from '../../shared/database/connect.ts'
import type { Config } from '../../shared/runtime/config.ts'
import type { Log } from '../../shared/runtime/log.ts'
import { startDemoInternet } from './internet.ts'
import { demoPassword, demoPeople, seedDemo } from './seed.ts'

/** The demo's own data folder and first admin, unless the environment says otherwise; loopback feeds are allowed. */
export function demoEnvironment(
  env: Record<string, string | undefined> = process.env,
): Record<string, string> {
  return {
    EARSHOT_DATA: env['EARSHOT_DATA'] ?? resolve('.earshot/demo'),
    EARSHOT_ALLOW_PRIVATE_FEEDS: '1',
    EARSHOT_ADMIN_EMAIL: env['EARSHOT_ADMIN_EMAIL'] ?? demoPeople.admin.email,
    EARSHOT_ADMIN_PASSWORD: env['EARSHOT_ADMIN_PASSWORD'] ?? demoPassword,
  }
}

/** Starts the simulated internet and makes Earshot listen to it. Everything behind the feeds is the real pipeline. */
export async function startDemo(options: {
  databaseUrl: string
  config: Config
  log: Log
  say: (line: string) => void
}): Promise<{ close(): Promise<void> }> {
  const { databaseUrl, config, log, say } = options
  const internet = await startDemoInternet()
  const pool = createPool(databaseUrl, { log, max: 2, name: 'demo' })
  try {
    // Nobody is looking yet, so nobody is told.
    await seedDemo({ db: createDatabase(pool), poke: () => undefined }, internet.feeds)
  } finally {
    await pool.end()
  }
  say(
    `The demo's internet publishes on ${internet.origin}; a bad minute for one brand comes within the first one.`,
  )
  say(`Sign in as ${config.admin?.email} with the password ${config.admin?.password}.`)
  const others = Object.values(demoPeople).filter((person) => person.email !== config.admin?.email)
  say(`In a second browser: ${others.map((person) => person.email).join(' or ')}, password ${demoPassword}.`)
  return { close: internet.close }
}
