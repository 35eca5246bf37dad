import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { corpusFolder, isIndependent, readCorpus } from '../support/feed-corpus.ts'
import { independent, Score, voted } from '../support/feed-score.ts'
import { readers } from './readers.ts'

/**
 * `npm run eval:feeds`: what share of the corpus each parser reads right. `--wrong` lists what Earshot reads
 * wrong, with `--all` also by values that nobody has checked.
 */
const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    wrong: { type: 'boolean' },
    all: { type: 'boolean' },
    only: { type: 'string', multiple: true },
  },
})
const known = corpusFolder()
const corpus = args.data
  ? resolve(process.env.INIT_CWD ?? '.', args.data)
  : known === null
    ? null
    : join(known, 'corpus')
if (corpus === null) {
  console.error('There is no corpus on this machine. Say where it is: npm run eval:feeds -- --data DIR')
  process.exit(1)
}

const documents = readCorpus(corpus)
const names = Object.keys(readers).filter((name) => args.only?.includes(name) ?? true)
const scores = new Map<string, Score>()
for (const name of names) {
  const score = new Score()
  scores.set(name, score)
  for (const document of documents) score.add(document, (await readers[name]?.(document)) ?? null)
}

const percent = (share: number) => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1))
const columns = (of: (score: Score) => number) =>
  Object.fromEntries([...scores].map(([name, score]) => [name, percent(of(score))]))

console.log(
  `${documents.length} documents; shares in %. A value is right when it is the same after resolving`,
)
console.log('references and leaving out tags and white space.\n')
const [first] = scores.values()
const suites = first?.groups.filter((group) => group !== independent && group !== voted) ?? []
for (const group of [...suites, voted, independent]) {
  console.log(group)
  console.table(tableOf(group))
}

function tableOf(group: string) {
  const fields = ['parsed', 'refused', 'count', 'title', 'link', 'id', 'date', 'author', 'text']
  const ofFeed = ['title', 'link', 'description', 'author', 'id'].map((field) => `feed ${field}`)
  const rows = [...fields, ...ofFeed]
    .map((field) => ({ field, n: first?.count(field, group) ?? 0 }))
    .filter(({ n }) => n > 0)
    .map(({ field, n }) => ({ field, n, ...columns((score) => score.share(field, group)) }))
  return [...rows, { field: 'all values', n: '', ...columns((score) => score.allValues(group)) }]
}

if (args.wrong) {
  for (const { document, field, expected, got } of scores.get('Earshot')?.wrong ?? []) {
    if (!isIndependent(document) && !args.all) continue
    console.log(`${document.suite}/${document.file} ${field}\n   expected ${expected}\n   got      ${got}`)
  }
}
