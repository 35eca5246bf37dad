import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readSet, sentimentFolder, setsIn } from '../support/sentiment-sets.ts'
import { judgeSet, type Figures } from './judge-set.ts'
import { createScorers } from './scorers.ts'

/**
 * `npm run eval:sentiment [-- --data DIR] [--only SET] [--weights DIR]`: how well Earshot finds negative texts, beside the scorers of
 * the registry, on every set of labelled texts found: each `*.jsonl` in the folder or below, of {text, y: −1, 0 or 1}.
 */
const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', multiple: true },
    weights: { type: 'string' },
  },
})
const folder = args.data ?? sentimentFolder()
if (folder === null || !existsSync(folder)) {
  console.error(
    'There are no labelled texts on this machine. Say where: npm run eval:sentiment -- --data DIR',
  )
  process.exit(1)
}

const trainedOn = /goemotions_train|newsmtsc_train|vader_/
const otherLanguage = /^umsab\/(?!english)/

const percent = (share: number | null) => (share === null ? '–' : (100 * share).toFixed(1))
const scorers = createScorers(args.weights)
const found: { set: string; scorer: string; figures: Figures }[] = []

console.log(`All in %. AP and AUC of negative; AP@20: as if 20 % were negative; R80 and R90: how many negatives are found
while 80 or 90 % of what is taken is negative; mF1 and mR: means over three labels; ECE: how far probabilities are off,
before anybody has corrected any, and after 200 labels drawn by lot, on the rest (mean of 60 draws); slope: of a fit of
its log-odds to all labels (below 1: too sure of itself); texts/s in one run on one core, first words included.\n`)
const sets = setsIn(folder).filter((set) => args.only?.includes(set) ?? true)
if (sets.length === 0) console.log(`There is no set in ${folder}.`)
for (const set of sets) {
  const rows = readSet(folder, set, (line, why) =>
    console.log(`${set}.jsonl, line ${line} is left out: ${why}`),
  )
  const negatives = rows.filter(({ y }) => y < 0).length
  if (negatives === 0 || negatives === rows.length) {
    console.log(
      `${set}: ${rows.length} texts, ${negatives} of them negative, so that there is nothing to rank.\n`,
    )
    continue
  }
  const remark = trainedOn.test(set) ? ', weights were trained on it' : ''
  console.log(`${set}: ${rows.length} texts, ${percent(negatives / rows.length)} % negative${remark}`)
  console.table(
    Object.fromEntries(
      scorers.map((scorer) => {
        const figures = judgeSet(scorer, rows)
        found.push({ set, scorer: scorer.name, figures })
        return [
          scorer.name,
          {
            AP: percent(figures.ap),
            AUC: percent(figures.auc),
            'AP@20': percent(figures.ap20),
            mF1: percent(figures.f1),
            mR: percent(figures.recall),
            R80: percent(figures.r80),
            R90: percent(figures.r90),
            ECE: percent(figures.off),
            'ECE 200': percent(figures.offAfterLabels),
            slope: figures.slope?.toFixed(2) ?? '–',
            'texts/s': Math.round(figures.textsPerSecond),
            scored: percent(figures.scored),
          },
        ]
      }),
    ),
  )
}

showMeans('English sets that trained nothing', (set) => !trainedOn.test(set) && !set.startsWith('umsab/'))
showMeans('sets in other languages', (set) => otherLanguage.test(set))

function showMeans(what: string, counts: (set: string) => boolean): void {
  const counted = [...new Set(found.map(({ set }) => set))].filter(counts)
  if (counted.length === 0) return
  console.log(`Mean over ${counted.length} ${what}: ${counted.join(', ')}`)
  const mean = (scorer: string, of: (figures: Figures) => number | null) => {
    const values = found
      .filter((one) => one.scorer === scorer && counts(one.set))
      .flatMap(({ figures }) => of(figures) ?? [])
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  }
  console.table(
    Object.fromEntries(
      scorers.map(({ name }) => [
        name,
        {
          AP: percent(mean(name, ({ ap }) => ap)),
          AUC: percent(mean(name, ({ auc }) => auc)),
          'AP@20': percent(mean(name, ({ ap20 }) => ap20)),
          mF1: percent(mean(name, ({ f1 }) => f1)),
          mR: percent(mean(name, ({ recall }) => recall)),
          ECE: percent(mean(name, ({ off }) => off)),
          'ECE 200': percent(mean(name, ({ offAfterLabels }) => offAfterLabels)),
        },
      ]),
    ),
  )
}
