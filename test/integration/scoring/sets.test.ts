import Sentiment from 'sentiment'
import { expect, it } from 'vitest'
import { createScorer } from '../../../shared/domain/scoring/create-scorer.ts'
import { areaUnderCurve, averagePrecision } from '../../eval/ranking.ts'
import { createScorers } from '../../eval/scorers.ts'
import { readSet, sentimentFolder } from '../../support/sentiment-sets.ts'

const folder = sentimentFolder()
const open = ['airline_open', 'tweeteval_val', 'laptops14_train', 'restaurants14_train', 'goemotions_dev']
const others = ['spanish', 'french', 'german', 'portuguese', 'italian']

it.skipIf(folder === null)(
  'ranks complaints better than every scorer of the registry on each open set',
  () => {
    const scorers = createScorers()
    let gain = 0
    for (const name of open) {
      const rows = readSet(folder ?? '', name)
      const wanted = rows.map(({ y }) => y < 0)
      const figures = scorers.map((scorer) => {
        const negative = rows.map(({ text }) => scorer.judge(text).negative)
        return { auc: areaUnderCurve(negative, wanted), ap: averagePrecision(negative, wanted) }
      })
      const [ours, ...theirs] = figures
      for (const one of theirs) {
        expect(ours?.auc, name).toBeGreaterThan(one.auc)
        expect(ours?.ap, name).toBeGreaterThan(one.ap)
      }
      gain += ((ours?.auc ?? 0) - (theirs[0]?.auc ?? 1)) / open.length
    }
    expect(gain).toBeGreaterThanOrEqual(0.09)
  },
)

it.skipIf(folder === null)('keeps 98 % of English', () => {
  const scorer = createScorer()
  const rows = open.flatMap((name) => readSet(folder ?? '', name))
  const scored = rows.filter(({ text }) => scorer.score(text, { explain: false }).supported)
  expect(scored.length / rows.length).toBeGreaterThan(0.98)
})

it.skipIf(folder === null)('ranks complaints in each other language that it scores', () => {
  const scorer = createScorer()
  for (const language of others) {
    const judged = readSet(folder ?? '', `umsab/${language}_val`).flatMap(({ text, y }) => {
      const { pNegative } = scorer.score(text, { explain: false })
      return pNegative === null ? [] : [{ pNegative, y }]
    })
    const auc = areaUnderCurve(
      judged.map((one) => one.pNegative),
      judged.map((one) => one.y < 0),
    )
    expect(auc, language).toBeGreaterThan(0.68)
  }
})

it.skipIf(folder === null)('does not score languages that it has no words for', () => {
  const scorer = createScorer()
  const rows = readSet(folder ?? '', 'umsab/arabic_val')
  expect(rows.filter(({ text }) => scorer.score(text).supported).length / rows.length).toBeLessThan(0.02)
})

it('the package that the words come from is the one it is compared with', () => {
  expect(new Sentiment().analyze('fed up with support').score).toBe(2)
})
