import Sentiment from 'sentiment'
import { createScorer } from '../../shared/domain/scoring/create-scorer.ts'
import { readOwnTexts } from '../../shared/domain/scoring/training/labelled-text.ts'
import { alternate } from './alternate.ts'
import { figure, type Bench } from './figure.ts'

const rounds = 7
const times = 4
const startRounds = 5

/** Texts scored in a second on one core, beside the bare `sentiment` package, and how long a scorer takes to start. */
export const scoringBench: Bench = {
  name: 'scoring',
  async run() {
    const starts = Array.from({ length: startRounds }, () => {
      const before = performance.now()
      createScorer()
      return performance.now() - before
    })
    const texts = readOwnTexts().texts.map(({ text }) => text)
    const scorer = createScorer()
    const sentiment = new Sentiment()
    const rate = (judge: (text: string) => unknown) => async () => {
      const before = performance.now()
      for (let round = 0; round < times; round++) for (const text of texts) judge(text)
      return (texts.length * times * 1000) / (performance.now() - before)
    }
    const bare = rate((text) => sentiment.analyze(text))
    const alone = await alternate(
      rounds,
      rate((text) => scorer.score(text, { explain: false })),
      bare,
    )
    const explained = await alternate(
      rounds,
      rate((text) => scorer.score(text)),
      bare,
    )
    return [
      figure('score a text', 'texts/s', alone.ours),
      figure('score a text, beside sentiment', '×', alone.ratios, { ratioTo: 'sentiment', atLeast: 0.6 }),
      figure('score and explain a text', 'texts/s', explained.ours),
      figure('score and explain, beside sentiment', '×', explained.ratios, {
        ratioTo: 'sentiment',
        atLeast: 0.35,
      }),
      figure('start of the scorer', 'ms', starts, { atMost: 150 }),
    ]
  },
}
