import { readConfig } from '../shared/runtime/config.ts'
import { userAgent } from '../shared/domain/listening/identity.ts'
import { createSafeHttp } from '../shared/domain/sources/http.ts'
import { createParser } from '../shared/domain/sources/parse-thread.ts'
import { commandArgs } from './command-args.ts'
import { argumentInputs, lineInputs, type FeedInput } from './feed-input.ts'
import { printReport } from './feed-print.ts'
import { createFeedReader } from './feed-read.ts'
import { failureOf, type FeedReport } from './feed-report.ts'

const usage = `What would Earshot hear?

  npm run feed -- <file or address>…     reads each and shows it
  npm run feed -- --json <file or …>…    one line of JSON for each
  npm run feed -- --stdin                reads lines of JSON {"file" or "url", "contentType"?, "baseUrl"?},
                                         answers each with one, in the same order

Addresses on private networks are refused unless EARSHOT_ALLOW_PRIVATE_FEEDS=1 is set.`

/** How many inputs are on their way at once; answers keep the order of the inputs. */
const ahead = 8
const threads = 2

const options = { json: { type: 'boolean' }, stdin: { type: 'boolean' }, help: { type: 'boolean' } } as const
const { values: args, positionals } = commandArgs({ allowPositionals: true, options }, usage)
if (args.help || (positionals.length === 0 && !args.stdin)) {
  console.log(usage)
  process.exit(args.help ? 0 : 1)
}
const asJson = args.json === true || args.stdin === true
// Whoever reads the answers may have seen enough.
process.stdout.on('error', () => process.exit(0))

const parser = createParser({ threads })
const config = readConfig(process.env)
const http = createSafeHttp({ allowPrivate: config.allowPrivateFeeds, userAgent: userAgent(config) })
const read = createFeedReader({ parser, http })
const inputs = args.stdin ? lineInputs(process.stdin) : argumentInputs(positionals)
let failed = false
const slots = createSlots(ahead)
let said: Promise<void> = Promise.resolve()
for await (const input of inputs) {
  await slots.take()
  const before = said
  const report = 'error' in input ? Promise.resolve(input) : readOne(input)
  // In the order of the inputs, and each as soon as it can be: whoever asks may wait for it before asking on.
  said = report.then(async (known) => {
    await before
    await say(known)
    slots.give()
  })
}
await said
await Promise.all([parser.close(), http.close()])
if (failed && !asJson) process.exitCode = 1

async function say(report: FeedReport): Promise<void> {
  failed ||= report.error !== null
  const text = asJson ? `${JSON.stringify(report)}\n` : printReport(report)
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
}

/** One input can never end the others. */
function readOne(input: FeedInput): Promise<FeedReport> {
  return read(input).catch((error: unknown) =>
    failureOf(input.input, { code: 'internal', detail: `Earshot failed at this input: ${String(error)}` }),
  )
}

function createSlots(count: number) {
  let free = count
  let wake: (() => void) | null = null
  return {
    async take(): Promise<void> {
      while (free === 0) await new Promise<void>((resolve) => (wake = resolve))
      free -= 1
    },
    give(): void {
      free += 1
      wake?.()
    },
  }
}
