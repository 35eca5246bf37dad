import { parseArgs } from 'node:util'
import { readSet, sentimentFolder, setsIn } from '../support/sentiment-sets.ts'
import { areaUnderCurve, averagePrecision, calibrationError, macro, recallAt } from './ranking.ts'
import { createScorers } from './scorers.ts'

/**
 * `npm run eval:sentiment [-- --data DIR] [--only SET]`: how well Earshot finds negative texts, beside the scorers of
 * the registry, on every set of labelled texts found.
 */
const { values: args } = parseArgs({
  options: { data: { type: 'string' }, only: { type: 'string', multiple: true } },
})
const folder = args.data ?? sentimentFolder()
if (folder === null) {
  console.error(
    'There are no labelled texts on this machine. Say where: npm run eval:sentiment -- --data DIR',
  )
  process.exit(1)
}

/** Sets that no weight was trained on, in English: their mean is what counts. */
const unseen = ['airline_open', 'tweeteval_val', 'laptops14_train', 'restaurants14_train', 'goemotions_dev']
const trainedOn = /goemotions_train|newsmtsc_train|vader_/

const percent = (share: number) => (100 * share).toFixed(1)
const scorers = createScorers()
const means = new Map(scorers.map(({ name }) => [name, { auc: 0, ap: 0, sets: 0 }]))

console.log(
  'All in %. AP and AUC of negative; AP@20: as if 20 % were negative; R80 and R90: how many negatives are',
)
console.log(
  'found while 80 or 90 % of what is taken is negative; mF1 and mR: means over three labels; ECE: how far',
)
console.log('probabilities are off, before anybody has corrected any.\n')
for (const name of setsIn(folder).filter((set) => args.only?.includes(set) ?? true)) {
  const rows = readSet(folder, name)
  const wanted = rows.map(({ y }) => y < 0)
  const share = wanted.filter(Boolean).length / rows.length
  if (share === 0 || share === 1) continue
  const remark = trainedOn.test(name) ? ', weights were trained on it' : ''
  console.log(`${name}: ${rows.length} texts, ${percent(share)} % negative${remark}`)
  const table = scorers.map((scorer) => {
    const verdicts = rows.map(({ text }) => scorer.judge(text))
    const negative = verdicts.map((one) => one.negative)
    const auc = areaUnderCurve(negative, wanted)
    const ap = averagePrecision(negative, wanted)
    const mean = means.get(scorer.name)
    if (mean && unseen.includes(name)) {
      mean.auc += auc
      mean.ap += ap
      mean.sets++
    }
    const { f1, recall } = macro(
      verdicts.map(({ label }) => label),
      rows.map(({ y }) => y),
    )
    const judged = verdicts.flatMap(({ probability }, at) =>
      probability === null ? [] : [{ probability, at }],
    )
    const off = calibrationError(
      judged.map(({ probability }) => probability),
      judged.map(({ at }) => wanted[at]!),
    )
    return {
      scorer: scorer.name,
      AP: percent(ap),
      AUC: percent(auc),
      'AP@20': percent(averagePrecision(negative, wanted, 0.2)),
      R80: percent(recallAt(negative, wanted, 0.8)),
      R90: percent(recallAt(negative, wanted, 0.9)),
      mF1: percent(f1),
      mR: percent(recall),
      ECE: judged.length === 0 ? '–' : percent(off),
      scored: judged.length === 0 ? '' : percent(judged.length / rows.length),
    }
  })
  console.table(table)
}

const counted = [...means].filter(([, { sets }]) => sets > 0)
if (counted.length > 0) {
  console.log(`Mean over those of ${unseen.join(', ')} found, which trained nothing:`)
  console.table(
    counted.map(([scorer, { auc, ap, sets }]) => ({
      scorer,
      AP: percent(ap / sets),
      AUC: percent(auc / sets),
    })),
  )
}
