import { join, resolve } from 'node:path'
import { createDatabase, createPool } from '../../shared/database/connect.ts'
import { createConnectors } from '../../shared/domain/sources/connectors.ts'
import { createParser } from '../../shared/domain/sources/parse-thread.ts'
import type { Config } from '../../shared/runtime/config.ts'
import type { Log } from '../../shared/runtime/log.ts'
import { openVault } from '../../shared/runtime/vault.ts'
import { startDemoInternet } from './internet.ts'
import { demoSites } from './sites.ts'
import { demoPassword, demoPeople, seedDemo } from './seed.ts'

/** The demo's own data folder, unless the environment names one; loopback feeds are allowed. */
export function demoEnvironment(
  env: Record<string, string | undefined> = process.env,
): Record<string, string> {
  return {
    EARSHOT_DATA: env['EARSHOT_DATA'] ?? resolve('.earshot/demo'),
    EARSHOT_ALLOW_PRIVATE_FEEDS: '1',
  }
}

/** Starts the simulated internet and makes Earshot listen to it. Everything behind the feeds is the real pipeline. */
export async function startDemo(options: {
  config: Config
  databaseUrl: string
  log: Log
  say: (line: string) => void
}): Promise<{ close(): Promise<void> }> {
  const { config, databaseUrl, log, say } = options
  const internet = await startDemoInternet(demoSites, join(config.dataDir, 'demo-internet.jsonl'))
  const pool = createPool(databaseUrl, { log, max: 2, name: 'demo' })
  try {
    // Nobody is looking yet, so nobody is told.
    const tools = { connectors: createConnectors({ parser: createParser() }), vault: openVault(config) }
    await seedDemo(tools, { db: createDatabase(pool), poke: () => undefined }, internet.feeds)
  } finally {
    await pool.end()
  }
  if (internet.trouble !== null) say(internet.trouble)
  say(
    `The demo's internet has ${internet.feeds.length} sites; a bad minute for one brand comes within the first one.`,
  )
  const [first, ...others] = Object.values(demoPeople).map((person) => person.email)
  say(`Sign in as ${first} with the password ${demoPassword}; in a second browser as ${others.join(' or ')}.`)
  return { close: internet.close }
}
