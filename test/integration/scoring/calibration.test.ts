import { expect, it } from 'vitest'
import { calibrated } from '../../../shared/contract/calibration.ts'
import type { StaffLabel } from '../../../shared/domain/corrections/fair-labels.ts'
import { fitCalibration } from '../../../shared/domain/corrections/fit-calibration.ts'
import { calibrationError } from '../../../shared/domain/scoring/calibration-error.ts'
import { createScorer } from '../../../shared/domain/scoring/create-scorer.ts'
import { createRandom } from '../../../shared/domain/scoring/training/random.ts'
import { readSet, sentimentFolder } from '../../support/sentiment-sets.ts'

const folder = sentimentFolder()
const open = ['airline_open', 'tweeteval_val', 'laptops14_train', 'restaurants14_train', 'goemotions_dev']
const labelOf = { '-1': 'negative', '0': 'neutral', '1': 'positive' } as Record<string, string>
const runs = 20

/** What even percentages that are right seem to be off by, in ten bins of so many texts: the mean of a folded normal. */
function byChance(probabilities: readonly number[]): number {
  const inOrder = probabilities.toSorted((a, b) => a - b)
  const variances = Array.from({ length: 10 }, () => 0)
  inOrder.forEach((p, at) => (variances[Math.floor((at * 10) / inOrder.length)]! += p * (1 - p)))
  return variances.reduce((sum, one) => sum + Math.sqrt((2 / Math.PI) * one), 0) / inOrder.length
}

it.skipIf(folder === null)('after 200 labels percentages are off by 3 points, beyond what is chance', () => {
  const scorer = createScorer()
  const table = open.map((set) => {
    const rows = readSet(folder ?? '', set).flatMap(({ text, y }): StaffLabel[] => {
      const { pNegative, label } = scorer.score(text, { explain: false })
      if (pNegative === null) return []
      return [{ pNegative, isNegative: y < 0, agrees: label === labelOf[y], sampled: false }]
    })
    const random = createRandom(1)
    const sums = { before: 0, after: 0, chance: 0 }
    for (let run = 0; run < runs; run += 1) {
      const mixed = rows.map((row) => ({ row, lot: random() })).toSorted((a, b) => a.lot - b.lot)
      const labels = mixed.slice(0, 200).map(({ row }) => row)
      const rest = mixed.slice(200).map(({ row }) => row)
      const fit = fitCalibration(labels)
      const said = rest.map(({ pNegative, isNegative }) => ({
        isNegative,
        probability: fit === null ? pNegative : calibrated(pNegative, fit),
      }))
      sums.before += calibrationError(rest.map((one) => ({ ...one, probability: one.pNegative }))) / runs
      sums.after += calibrationError(said) / runs
      sums.chance += byChance(said.map(({ probability }) => probability)) / runs
    }
    const beyond = Math.sqrt(Math.max(0, sums.after ** 2 - sums.chance ** 2))
    return { set, ...sums, beyond }
  })
  const points = (share: number) => Number((100 * share).toFixed(1))
  console.table(
    table.map(({ set, ...figures }) => ({
      set,
      ...Object.fromEntries(Object.entries(figures).map(([name, share]) => [name, points(share)])),
    })),
  )
  const mean = (of: (row: (typeof table)[number]) => number) =>
    table.reduce((sum, row) => sum + of(row), 0) / table.length
  expect(mean(({ beyond }) => beyond)).toBeLessThan(0.03)
  expect(mean(({ after }) => after)).toBeLessThan(0.035)
  expect(mean(({ after }) => after)).toBeLessThan(mean(({ before }) => before) * 0.6)
})
