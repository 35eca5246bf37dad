import { chmod, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../server/embedded/postgres.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { createShutdown, type Shutdown } from '../../shared/runtime/shutdown.ts'
import { claims } from './claims.ts'
import { fanOut } from './fan-out.ts'
import type { Bench, Figure } from './figure.ts'
import { firehose } from './firehose.ts'
import { floodBench } from './flood.ts'
import { idle } from './idle.ts'
import { ingest } from './ingest.ts'
import { parseFeed } from './parse-feed.ts'
import { matching } from './matching.ts'
import { polls } from './polls.ts'
import { queuePage } from './queue-page.ts'
import { scoringBench } from './scoring.ts'
import { topics } from './topics.ts'

const longestMs = 15 * 60_000
const benches: Bench[] = [
  parseFeed,
  ingest,
  matching,
  scoringBench,
  firehose,
  polls,
  floodBench,
  claims,
  fanOut,
  queuePage,
  topics,
  idle,
]

const { values: args } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'string' } },
})
const chosen = args.only ? benches.filter((bench) => args.only?.includes(bench.name)) : benches
if (chosen.length === 0) {
  console.error(`There is no such benchmark. These are: ${benches.map((bench) => bench.name).join(', ')}.`)
  process.exit(1)
}

const say = (line: string) => console.error(line)
const shutdown = createShutdown(silentLog)
const breakOff = (reason: string) => {
  say(reason)
  void shutdown.run().finally(() => process.exit(1))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => breakOff('Broken off.'))
setTimeout(() => breakOff('This takes too long.'), longestMs).unref()

const figures: Figure[] = []
let databases = 0
let broken = false
try {
  const postgres = await startPostgres()
  for (const bench of chosen) {
    say(`\n${bench.name} …`)
    try {
      const measured = await runOne(bench, postgres)
      for (const one of measured) say(`  ${sentence(one)}`)
      figures.push(...measured)
    } catch (error) {
      broken = true
      console.error(error)
    }
  }
} finally {
  await shutdown.run()
}

async function startPostgres(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-bench-'))
  // Root's PostgreSQL has an account of its own, which must get in; else the folder in it is a link.
  await chmod(dataDir, 0o755)
  shutdown.add('data', async () => {
    await rm(await realpath(join(dataDir, 'postgres')), { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  })
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog, onProgress: say })
  shutdown.add('postgres', postgres.stop)
  return postgres.url
}

/** Runs a benchmark and ends everything that it started. */
async function runOne(bench: Bench, postgresUrl: string): Promise<Figure[]> {
  const ends: Shutdown = createShutdown(silentLog)
  shutdown.add(bench.name, ends.run)
  try {
    return await bench.run({ newDatabase: () => newDatabase(postgresUrl, ends), ends, say })
  } finally {
    await ends.run()
  }
}

async function newDatabase(postgresUrl: string, ends: Shutdown): Promise<string> {
  const name = `bench_${(databases += 1)}`
  await administer(postgresUrl, `CREATE DATABASE ${name}`)
  ends.add(name, () => administer(postgresUrl, `DROP DATABASE ${name} WITH (FORCE)`))
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  await migrate(url.href)
  return url.href
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function sentence(one: Figure): string {
  const verdict = one.holds === null ? '' : one.holds ? 'holds' : 'FAILS'
  const ratio = one.ratioTo ? ` × ${one.ratioTo}` : ''
  return `${one.name}: ${one.value} ${one.unit}${ratio} [${one.spread.join(' – ')}] of ${one.runs} ${one.goal ?? ''} ${verdict}`
}

console.table(
  figures.map((one) => ({
    figure: one.name,
    value: one.value,
    unit: one.unit,
    'ratio to': one.ratioTo ?? '',
    'min – max': one.spread.join(' – '),
    runs: one.runs,
    goal: one.goal ?? '',
    holds: one.holds ?? '',
  })),
)
if (args.json) await writeFile(args.json, `${JSON.stringify(figures, null, 2)}\n`)
process.exit(broken || figures.some((one) => one.holds === false) ? 1 : 0)
