import { Features, hashedSize } from './features.ts'
import { Phrases } from './phrases.ts'
import { cueIds, cuePhrases } from './signs.ts'
import { Tokens } from './tokens.ts'
import { Vocabulary, type KnownWords } from './vocabulary.ts'
import type { Weights } from './weights-file.ts'

/** What reads a text: serves one at a time. */
export type Reader = { tokens: Tokens; features: Features; vocabulary: Vocabulary }

export function createReader(words: KnownWords): Reader {
  const phrases = new Phrases()
  cueIds.forEach((id, sign) => cuePhrases[id].forEach((phrase) => phrases.add(phrase, sign)))
  const vocabulary = new Vocabulary(words, phrases)
  return { tokens: new Tokens(), features: new Features(vocabulary, phrases), vocabulary }
}

/** The log-odds of "negative" and of "positive" for the features that `features` holds. */
export function logOdds(features: Features, weights: Weights): [number, number] {
  const { index, value, count, vectorCount, vectorEntry, vectorValue } = features
  const { hashed, dense, vectors } = weights
  let hashedNegative = 0
  let hashedPositive = 0
  let negative = 0
  let positive = 0
  for (let at = 0; at < count; at++) {
    const feature = index[at]!
    const amount = value[at]!
    if (feature < hashedSize) {
      hashedNegative += hashed[feature * 2]! * amount
      hashedPositive += hashed[feature * 2 + 1]! * amount
    } else {
      negative += dense[(feature - hashedSize) * 2]! * amount
      positive += dense[(feature - hashedSize) * 2 + 1]! * amount
    }
  }
  let vectorNegative = 0
  let vectorPositive = 0
  for (let at = 0; at < vectorCount; at++) {
    const word = vectorEntry[at]! * 2
    vectorNegative += vectors[word]! * vectorValue[at]!
    vectorPositive += vectors[word + 1]! * vectorValue[at]!
  }
  return [
    negative + hashedNegative * weights.hashedSteps[0] + vectorNegative * weights.vectorSteps[0],
    positive + hashedPositive * weights.hashedSteps[1] + vectorPositive * weights.vectorSteps[1],
  ]
}

/**
 * What each token adds to the log-odds of "negative", into `weightOfToken`; a phrase's part goes to its first token, a
 * pair's to both halves. Returns what no token adds.
 */
export function shareOut(features: Features, weights: Weights, weightOfToken: Float64Array): number {
  const { index, value, from, to, count, vectorCount, vectorEntry, vectorValue, vectorToken } = features
  const { hashed, dense, vectors } = weights
  const hashedStep = weights.hashedSteps[0]
  let rest = 0
  for (let at = 0; at < count; at++) {
    const feature = index[at]!
    const isHashed = feature < hashedSize
    const weight = isHashed ? hashed[feature * 2]! * hashedStep : dense[(feature - hashedSize) * 2]!
    const part = weight * value[at]!
    const first = from[at]!
    if (first < 0) rest += part
    else if (isHashed && to[at]! > first) {
      weightOfToken[first]! += part / 2
      weightOfToken[to[at]!]! += part / 2
    } else weightOfToken[first]! += part
  }
  for (let at = 0; at < vectorCount; at++)
    weightOfToken[vectorToken[at]!]! +=
      vectors[vectorEntry[at]! * 2]! * weights.vectorSteps[0] * vectorValue[at]!
  return rest
}
