import { denseSize, Features, hashedSize } from './features.ts'
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
  const { hashed, hashedSteps, dense, fromUnits } = weights
  const ofWords = inFull(weights)
  const amounts = new Float64Array(denseSize)
  const active = new Int32Array(denseSize)
  const activeAmounts = new Float64Array(denseSize)
  const weightOfDense = new Float64Array(denseSize)
  const sums = new Float64Array(columns)
  const gains = new Float64Array(units)
  let wholes = new Float64Array(512)
  let activeCount = 0

  return {
    judge({ index, value, count, hashedCount, vectorCount, vectorEntry, vectorValue }) {
      let hashedNegative = 0
      let hashedPositive = 0
      let hashedNeutral = 0
      for (let at = 0; at < hashedCount; at++) {
        const amount = value[at]!
        const first = index[at]! * outputs
        hashedNegative += hashed[first]! * amount
        hashedPositive += hashed[first + 1]! * amount
        hashedNeutral += hashed[first + 2]! * amount
      }
      amounts.fill(0)
      for (let at = hashedCount; at < count; at++) amounts[index[at]! - hashedSize]! += value[at]!
      activeCount = 0
      for (let feature = 0; feature < denseSize; feature++) {
        const amount = amounts[feature]!
        if (amount === 0) continue
        active[activeCount] = feature
        activeAmounts[activeCount++] = amount
      }
      sums.fill(0)
      addRows(sums, ofWords, vectorEntry, vectorValue, vectorCount)
      addRows(sums, dense, active, activeAmounts, activeCount)

      let negative = sums[0]! + hashedNegative * hashedSteps[0]!
      let positive = sums[1]! + hashedPositive * hashedSteps[1]!
      let neutral = sums[2]! + hashedNeutral * hashedSteps[2]!
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
      const { index, value, from, to, count, hashedCount } = features
      for (let unit = 0; unit < units; unit++)
        gains[unit] = fromUnits[unit * outputs]! * (sums[outputs + unit]! > 0 ? 1 : leak)
      wholeWeights(dense, active, activeCount, gains, wholes)
      for (let at = 0; at < activeCount; at++) weightOfDense[active[at]!] = wholes[at]!
      const halfStep = hashedSteps[0]! / 2
      for (let at = 0; at < hashedCount; at++) {
        const half = hashed[index[at]! * outputs]! * halfStep * value[at]!
        weightOfToken[from[at]!]! += half
        weightOfToken[to[at]!]! += half
      }
      let rest = 0
      for (let at = hashedCount; at < count; at++) {
        const part = weightOfDense[index[at]! - hashedSize]! * value[at]!
        const token = from[at]!
        if (token < 0) rest += part
        else weightOfToken[token]! += part
      }
      const { vectorCount, vectorEntry, vectorValue, vectorToken } = features
      if (vectorCount > wholes.length) wholes = new Float64Array(vectorCount * 2)
      wholeWeights(ofWords, vectorEntry, vectorCount, gains, wholes)
      for (let at = 0; at < vectorCount; at++)
        weightOfToken[vectorToken[at]!]! += wholes[at]! * vectorValue[at]!
      return rest
    },
  }
}

/** The words' weights without their steps. */
function inFull({ vectors, vectorSteps }: Weights): Float32Array {
  const full = new Float32Array(vectors.length)
  for (let at = 0; at < full.length; at += columns)
    for (let column = 0; column < columns; column++)
      full[at + column] = vectors[at + column]! * vectorSteps[column]!
  return full
}

/** Adds rows of a matrix to the sums. Spelt out by column: this is the innermost of all loops. */
function addRows(
  sums: Float64Array,
  matrix: Float32Array,
  rows: Int32Array,
  amounts: Float32Array | Float64Array,
  count: number,
): void {
  let [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let at = 0; at < count; at++) {
    const first = rows[at]! * columns
    const amount = amounts[at]!
    s0 += matrix[first]! * amount
    s1 += matrix[first + 1]! * amount
    s2 += matrix[first + 2]! * amount
    s3 += matrix[first + 3]! * amount
    s4 += matrix[first + 4]! * amount
    s5 += matrix[first + 5]! * amount
    s6 += matrix[first + 6]! * amount
    s7 += matrix[first + 7]! * amount
    s8 += matrix[first + 8]! * amount
    s9 += matrix[first + 9]! * amount
    s10 += matrix[first + 10]! * amount
  }
  sums[0]! += s0
  sums[1]! += s1
  sums[2]! += s2
  sums[3]! += s3
  sums[4]! += s4
  sums[5]! += s5
  sums[6]! += s6
  sums[7]! += s7
  sums[8]! += s8
  sums[9]! += s9
  sums[10]! += s10
}

/**
 * The weights of rows of a matrix for "negative", with what they give through the units, into `wholes`. Spelt out by
 * column, like the above.
 */
function wholeWeights(
  matrix: Float32Array,
  rows: Int32Array,
  count: number,
  gains: Float64Array,
  wholes: Float64Array,
): void {
  const [g0, g1, g2, g3, g4, g5, g6, g7] = [
    gains[0]!, gains[1]!, gains[2]!, gains[3]!, gains[4]!, gains[5]!, gains[6]!, gains[7]!,
  ] // prettier-ignore
  for (let at = 0; at < count; at++) {
    const first = rows[at]! * columns
    wholes[at] =
      matrix[first]! +
      matrix[first + 3]! * g0 +
      matrix[first + 4]! * g1 +
      matrix[first + 5]! * g2 +
      matrix[first + 6]! * g3 +
      matrix[first + 7]! * g4 +
      matrix[first + 8]! * g5 +
      matrix[first + 9]! * g6 +
      matrix[first + 10]! * g7
  }
}
