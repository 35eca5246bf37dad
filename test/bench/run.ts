import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../server/embedded/postgres.ts'
import { migrate } from '../../shared/database/migrate.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { claims } from './claims.ts'
import { fanOut } from './fan-out.ts'
import type { Bench, Figure } from './figure.ts'
import { idle } from './idle.ts'
import { ingest } from './ingest.ts'
import { queuePage } from './queue-page.ts'

const benches: Bench[] = [ingest, claims, fanOut, queuePage, idle]

const { values: args } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'string' } },
})
const chosen = args.only ? benches.filter((bench) => args.only?.includes(bench.name)) : benches
if (chosen.length === 0) {
  console.error(`There is no such benchmark. These are: ${benches.map((bench) => bench.name).join(', ')}.`)
  process.exit(1)
}

const dataDir = await mkdtemp(join(tmpdir(), 'earshot-bench-'))
const say = (line: string) => console.error(line)
const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog, onProgress: say })
let databases = 0

async function newDatabase(): Promise<string> {
  const name = `bench_${(databases += 1)}`
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = new URL(postgres.url)
  url.pathname = `/${name}`
  await migrate(url.href)
  return url.href
}

const figures: Figure[] = []
try {
  for (const bench of chosen) {
    say(`\n${bench.name} …`)
    const measured = await bench.run({ newDatabase, say })
    for (const one of measured) say(`  ${line(one)}`)
    figures.push(...measured)
  }
} finally {
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

function line(one: Figure): string {
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
process.exit(figures.some((one) => one.holds === false) ? 1 : 0)
