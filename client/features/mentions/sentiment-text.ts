import type { MentionCard } from '../../../shared/contract/mention.ts'

/** What the scorer said, in words with its figure: "sounds very negative (−0.72)". */
export function sentimentText({ sentiment }: Pick<MentionCard, 'sentiment'>): string {
  if (sentiment.score === null || sentiment.label === null)
    return sentiment.language === null
      ? 'is not scored: its language was not recognised'
      : `is not scored: Earshot cannot read ${languageName(sentiment.language)} yet`
  return `sounds ${degree(sentiment.score)} (${figure(sentiment.score)})`
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' })

/** The name of a language by its code; the code itself when nobody has a name for it. */
function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}

function degree(score: number): string {
  if (score <= -0.8) return 'extremely negative'
  if (score <= -0.5) return 'very negative'
  if (score <= -0.15) return 'negative'
  if (score < 0) return 'slightly negative'
  if (score < 0.15) return 'neutral'
  if (score < 0.5) return 'positive'
  return 'very positive'
}

function figure(score: number): string {
  return `${score < 0 ? '−' : score > 0 ? '+' : ''}${Math.abs(score).toFixed(2)}`
}
