import { denseSize, hashedSize } from './feature-index.ts'
import { Features } from './features.ts'
import { Phrases } from './phrases.ts'
import { cueIds, cuePhrases } from './signs.ts'
import { Tokens } from './tokens.ts'
import { Vocabulary, type KnownWords } from './vocabulary.ts'
import { columns, outputs, units, type Weights } from './weights-file.ts'

/** What reads a text: serves one at a time. */
export type Reader = { tokens: Tokens; features: Features; vocabulary: Vocabulary }

export function createReader(words: KnownWords): Reader {
  const phrases = new Phrases()
  cueIds.forEach((id, sign) => cuePhrases[id].forEach((phrase) => phrases.add(phrase, sign)))
  const vocabulary = new Vocabulary(words, phrases)
  return { tokens: new Tokens(), features: new Features(vocabulary, phrases), vocabulary }
}

/** What is left of a unit's sum below zero. */
export const leak = 0.01

/** No amount is this. */
const unseen = Number.POSITIVE_INFINITY

export type LogOdds = { negative: number; positive: number; neutral: number }

/** A model with its weights, for one text at a time. */
export type Model = {
  /** The log-odds of each label for the features that `features` holds. */
  judge(features: Features): LogOdds
  /**
   * What each token adds to the log-odds of "negative" of the text that was judged last, into `weightOfToken`; a
   * phrase's part goes to its first token, a pair's to both halves. Returns what no token adds. In one text each unit is
   * a plain sum times a gain, so that the parts are exact.
   */
  shareOut(features: Features, weightOfToken: Float64Array): number
}

export function createModel(weights: Weights): Model {
  const { vectors, vectorSteps, hashedSteps, dense, fromUnits } = weights
  const packed = inOne(weights.hashed)
  /** Of each dense feature that the text has, also where its parts cancel out. */
  const amounts = new Float64Array(denseSize).fill(unseen)
  const active = new Int32Array(denseSize)
  const weightOfDense = new Float64Array(denseSize)
  const sums = new Float64Array(columns)
  const gains = new Float64Array(columns)
  let wholes = new Float64Array(512)
  let activeCount = 0

  return {
    judge(features) {
      const { hashedIndex, hashedCount, hashedValue } = features
      let hashedNegative = 0
      let hashedPositive = 0
      let hashedNeutral = 0
      for (let at = 0; at < hashedCount; at++) {
        const three = packed[hashedIndex[at]!]!
        hashedNegative += (three << 24) >> 24
        hashedPositive += (three << 16) >> 24
        hashedNeutral += (three << 8) >> 24
      }
      const { denseIndex, denseValue, denseCount } = features
      for (let at = 0; at < activeCount; at++) amounts[active[at]!] = unseen
      activeCount = 0
      for (let at = 0; at < denseCount; at++) {
        const feature = denseIndex[at]!
        const before = amounts[feature]!
        if (before === unseen) {
          active[activeCount++] = feature
          amounts[feature] = denseValue[at]!
        } else amounts[feature] = before + denseValue[at]!
      }
      sums.fill(0)
      addDense(sums, weights, active, amounts, activeCount)
      const { vectorEntry, vectorValue, vectorCount, vectorScale } = features
      addWords(sums, weights, vectorEntry, vectorValue, vectorCount, vectorScale)

      let negative = sums[0]! + hashedNegative * hashedValue * hashedSteps[0]!
      let positive = sums[1]! + hashedPositive * hashedValue * hashedSteps[1]!
      let neutral = sums[2]! + hashedNeutral * hashedValue * hashedSteps[2]!
      for (let unit = 0; unit < units; unit++) {
        const sum = sums[outputs + unit]!
        const bent = sum > 0 ? sum : sum * leak
        negative += fromUnits[unit * outputs]! * bent
        positive += fromUnits[unit * outputs + 1]! * bent
        neutral += fromUnits[unit * outputs + 2]! * bent
      }
      return { negative, positive, neutral }
    },

    shareOut(features, weightOfToken) {
      gains.fill(0)
      gains[0] = 1
      for (let unit = 0; unit < units; unit++)
        gains[outputs + unit] = fromUnits[unit * outputs]! * (sums[outputs + unit]! > 0 ? 1 : leak)
      const { hashedIndex, hashedTokens, hashedCount, hashedValue } = features
      const half = (hashedSteps[0]! * hashedValue) / 2
      for (let at = 0; at < hashedCount; at++) {
        const part = ((packed[hashedIndex[at]!]! << 24) >> 24) * half
        const tokens = hashedTokens[at]!
        const last = tokens >> 1
        weightOfToken[last]! += part
        weightOfToken[last - (tokens & 1)]! += part
      }
      let rest = 0
      wholeWeights(dense, active, activeCount, gains, wholes)
      for (let at = 0; at < activeCount; at++) weightOfDense[active[at]!] = wholes[at]!
      const { denseIndex, denseValue, denseToken, denseCount } = features
      for (let at = 0; at < denseCount; at++) {
        const part = weightOfDense[denseIndex[at]!]! * denseValue[at]!
        const token = denseToken[at]!
        if (token < 0) rest += part
        else weightOfToken[token]! += part
      }
      const { vectorCount, vectorEntry, vectorValue, vectorToken, vectorScale } = features
      if (vectorCount > wholes.length) wholes = new Float64Array(vectorCount * 2)
      for (let column = 0; column < columns; column++) gains[column]! *= vectorSteps[column]! * vectorScale
      wholeWeights(vectors, vectorEntry, vectorCount, gains, wholes)
      for (let at = 0; at < vectorCount; at++)
        weightOfToken[vectorToken[at]!]! += wholes[at]! * vectorValue[at]!
      return rest
    },
  }
}

/** The three weights of a hash in one number, so that looking one up is one look into the memory. */
function inOne(hashed: Int8Array): Int32Array {
  const packed = new Int32Array(hashedSize)
  for (let index = 0; index < hashedSize; index++) {
    const [negative, positive, neutral] = hashed.subarray(index * outputs)
    packed[index] = (negative! & 0xff) | ((positive! & 0xff) << 8) | ((neutral! & 0xff) << 16)
  }
  return packed
}

/** Adds the weights of the dense features that a text has, each `amounts` times, to the sums. */
function addDense(
  sums: Float64Array,
  { dense }: Weights,
  features: Int32Array,
  amounts: Float64Array,
  count: number,
): void {
  for (let at = 0; at < count; at++) {
    const feature = features[at]!
    const amount = amounts[feature]!
    for (let column = 0; column < columns; column++)
      sums[column]! += dense[feature * columns + column]! * amount
  }
}

/**
 * Adds rows of the words' weights, each `amounts` times, to the sums. Spelt out by column, as is what follows:
 * these are the innermost loops.
 */
function addWords(
  sums: Float64Array,
  { vectors, vectorSteps }: Weights,
  rows: Int32Array,
  amounts: Float32Array,
  count: number,
  scale: number,
): void {
  let [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let at = 0; at < count; at++) {
    const first = rows[at]! * columns
    const amount = amounts[at]!
    s0 += vectors[first]! * amount
    s1 += vectors[first + 1]! * amount
    s2 += vectors[first + 2]! * amount
    s3 += vectors[first + 3]! * amount
    s4 += vectors[first + 4]! * amount
    s5 += vectors[first + 5]! * amount
    s6 += vectors[first + 6]! * amount
    s7 += vectors[first + 7]! * amount
    s8 += vectors[first + 8]! * amount
    s9 += vectors[first + 9]! * amount
    s10 += vectors[first + 10]! * amount
  }
  sums[0]! += s0 * vectorSteps[0]! * scale
  sums[1]! += s1 * vectorSteps[1]! * scale
  sums[2]! += s2 * vectorSteps[2]! * scale
  sums[3]! += s3 * vectorSteps[3]! * scale
  sums[4]! += s4 * vectorSteps[4]! * scale
  sums[5]! += s5 * vectorSteps[5]! * scale
  sums[6]! += s6 * vectorSteps[6]! * scale
  sums[7]! += s7 * vectorSteps[7]! * scale
  sums[8]! += s8 * vectorSteps[8]! * scale
  sums[9]! += s9 * vectorSteps[9]! * scale
  sums[10]! += s10 * vectorSteps[10]! * scale
}

/**
 * The weights of rows of a matrix for "negative", with what they give through the units, into `wholes`; `gains`: what
 * each column counts.
 */
function wholeWeights(
  matrix: Int8Array | Float32Array,
  rows: Int32Array,
  count: number,
  gains: Float64Array,
  wholes: Float64Array,
): void {
  const [g0, g3, g4, g5, g6, g7, g8, g9, g10] = [
    gains[0]!, gains[3]!, gains[4]!, gains[5]!, gains[6]!, gains[7]!, gains[8]!, gains[9]!, gains[10]!,
  ] // prettier-ignore
  for (let at = 0; at < count; at++) {
    const first = rows[at]! * columns
    wholes[at] =
      matrix[first]! * g0 +
      matrix[first + 3]! * g3 +
      matrix[first + 4]! * g4 +
      matrix[first + 5]! * g5 +
      matrix[first + 6]! * g6 +
      matrix[first + 7]! * g7 +
      matrix[first + 8]! * g8 +
      matrix[first + 9]! * g9 +
      matrix[first + 10]! * g10
  }
}
