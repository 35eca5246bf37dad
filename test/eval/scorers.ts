import { createRequire } from 'node:module'
import Sentiment from 'sentiment'
import { createScorer } from '../../shared/domain/scoring/create-scorer.ts'

/** What a scorer says of a text: the higher `negative`, the more negative; −1, 0 or 1; a probability where it gives one. */
export type Verdict = { negative: number; label: number; probability: number | null }
export type NamedScorer = { name: string; judge(text: string): Verdict }

const require = createRequire(import.meta.url)
type Vader = { SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } } }
type Wink = (text: string) => { score: number; normalizedScore: number }

/**
 * Earshot and the scorers of the registry, each with the labels of its own documentation.
 * @param weights a folder with other weights than those that ship.
 */
export function createScorers(weights?: string): NamedScorer[] {
  const earshot = createScorer(weights)
  const sentiment = new Sentiment()
  const { SentimentIntensityAnalyzer } = require('vader-sentiment') as Vader
  const wink = require('wink-sentiment') as Wink
  const labels = { negative: -1, neutral: 0, positive: 1 }
  return [
    {
      name: 'Earshot',
      // What it does not score stands between the negative and the rest, as a person would look at it.
      judge(text) {
        const { pNegative, label } = earshot.score(text, { explain: false })
        return {
          negative: pNegative ?? 0.3,
          label: label === null ? 0 : labels[label],
          probability: pNegative,
        }
      },
    },
    {
      name: 'sentiment',
      judge(text) {
        const { score } = sentiment.analyze(text)
        return { negative: -score, label: Math.sign(score), probability: null }
      },
    },
    {
      name: 'vader-sentiment',
      judge(text) {
        const { compound } = SentimentIntensityAnalyzer.polarity_scores(text)
        return {
          negative: -compound,
          label: compound <= -0.05 ? -1 : compound >= 0.05 ? 1 : 0,
          probability: null,
        }
      },
    },
    {
      name: 'wink-sentiment',
      judge(text) {
        const { normalizedScore } = wink(text)
        return { negative: -normalizedScore, label: Math.sign(normalizedScore), probability: null }
      },
    },
  ]
}
