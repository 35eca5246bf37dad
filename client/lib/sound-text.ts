import { calibrated, type Calibration } from '../../shared/contract/calibration.ts'
import type { Sentiment } from '../../shared/contract/sentiment.ts'
import { languageName } from './language-name.ts'
import { percentText } from './share-text.ts'

/** Percentages of the workspace's own, or null while there are only bands. */
export type Scale = Pick<Calibration, 'slope' | 'offset' | 'corrections'> | null

const likelyFrom = 0.6
/** Where the scorer's label begins: what stands just above it could be either. */
const eitherFrom = 0.25

/** No likelihood is surer than that. */
const almostSure = 0.999

const bands = [
  { from: 0.9, words: 'almost surely negative' },
  { from: likelyFrom, words: 'likely negative' },
  { from: eitherFrom, words: 'could be either' },
  { from: 0.05, words: 'likely not negative' },
  { from: 0, words: 'almost surely not negative' },
]

/**
 * How likely a text is negative: in a band as long as nobody knows what a per cent would be worth, then in whole per
 * cent, with whose labels they are from.
 */
export function likelihoodText(pNegative: number, scale: Scale): string {
  if (scale === null) return bands.find(({ from }) => pNegative >= from)?.words ?? ''
  const part = Math.min(almostSure, Math.max(1 - almostSure, calibrated(pNegative, scale)))
  return `${percentText(part)} likely negative, by ${scale.corrections.toLocaleString('en')} labels of your team`
}

/** What the scorer says: "Earshot says it is likely negative", "Earshot says it sounds neutral, likely not negative". */
export function scoredText(sentiment: Sentiment, scale: Scale): string {
  const { scoredLabel, pNegative } = sentiment
  if (scoredLabel === null || pNegative === null) return `It is not scored: ${unreadText(sentiment)}`
  const likely = likelihoodText(pNegative, scale)
  if (scoredLabel === 'negative' && pNegative >= likelyFrom) return `Earshot says it is ${likely}`
  if (scale !== null) return `Earshot says it sounds ${scoredLabel}, and is ${likely}`
  return pNegative >= eitherFrom
    ? `Earshot says it could be either, rather ${scoredLabel}`
    : `Earshot says it sounds ${scoredLabel}, ${likely}`
}

/** Why a text has no score. */
export function unreadText({ language }: Pick<Sentiment, 'language'>): string {
  return language === null
    ? 'Earshot found no words that it can read'
    : `Earshot cannot read ${languageName(language)} yet`
}

/** Who says what, where staff have spoken: "Negative, says Ana; Earshot said positive". Null where nobody has. */
export function correctedText(sentiment: Sentiment, viewerId: number): string | null {
  const { label, scoredLabel, corrected } = sentiment
  if (corrected === null || label === null) return null
  const said = label.charAt(0).toUpperCase() + label.slice(1)
  const own = corrected.by.id === viewerId
  if (label === scoredLabel)
    return own ? `${said}: you and Earshot agree` : `${said}, say ${corrected.by.name} and Earshot`
  const staff = own ? `${said}, you say` : `${said}, says ${corrected.by.name}`
  return `${staff}; ${scoredLabel === null ? unreadText(sentiment) : `Earshot said ${scoredLabel}`}`
}
