import { createReadStream } from 'node:fs'
import { createScorer } from '../shared/domain/scoring/create-scorer.ts'
import { commandArgs } from './command-args.ts'
import { readLines } from './read-lines.ts'
import { answerLine, reportOf } from './score-report.ts'

const usage = `How does a text sound to Earshot?

  npm run score -- --text "…"        scores one text
  npm run score -- --file x.jsonl    one JSON object with "text" (and "id", "language") a line in,
                                     one line out for each, in the same order; - reads what is piped in

The weights of the contributions sum to the log-odds of pNegative; the entry without text is where every text starts.`

const options = { text: { type: 'string' }, file: { type: 'string' }, help: { type: 'boolean' } } as const
const { values: args } = commandArgs({ options }, usage)
if (args.help || (args.text === undefined) === (args.file === undefined)) {
  console.log(usage)
  process.exit(args.help ? 0 : 1)
}
// Whoever reads the answers may have seen enough.
process.stdout.on('error', () => process.exit(0))

const scorer = createScorer()
if (args.text !== undefined) {
  console.log(JSON.stringify(reportOf(scorer, { text: args.text }), null, 2))
} else {
  const from = args.file === '-' ? process.stdin : createReadStream(args.file ?? '')
  from.once('error', (error: Error) => {
    console.error(`${args.file} cannot be read: ${error.message}`)
    process.exit(1)
  })
  for await (const line of readLines(from)) {
    if (!process.stdout.write(`${JSON.stringify(answerLine(scorer, line))}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}
