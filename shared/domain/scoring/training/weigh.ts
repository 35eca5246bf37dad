import { denseNames, denseSize, hashedSize } from '../features.ts'
import type { CueId } from '../signs.ts'
import { createReader, logOdds } from '../model.ts'
import { plattFit, type Calibration } from '../platt.ts'
import type { Weights } from '../weights-file.ts'
import { fit, type Fitted, type TrainingWords } from './fit.ts'
import { isHeldOut, type LabelledText, type TrainingSet } from './labelled-text.ts'
import { vectorSize, type WordVectors } from './word-vectors.ts'

/**
 * Signs of trouble with a company are rare in the open sets, which therefore teach too little of them: each gets so much
 * on top. More helps complaints a little and costs everything else.
 */
const cueBonus = 0.25
const underrated: readonly CueId[] = [
  'waiting', 'noReply', 'money', 'cancelled', 'broken', 'outage', 'late', 'anger', 'repeated', 'leaving', 'insult',
] // prettier-ignore

/** Praise that is not meant must outweigh its own words. */
const mockeryBonus = 2.5

const uncalibrated: Calibration = { slope: 1, offset: 0 }
const biggestStep = 127

/** Trains twice: without the texts held out, to calibrate on those, then with all of them. */
export function weigh(
  sets: readonly TrainingSet[],
  words: TrainingWords,
  vectors: WordVectors | null,
): Weights {
  const rough = fit(
    only(sets, (one) => !isHeldOut(one)),
    words,
    vectors,
  )
  const first = compact(rough, words, vectors, uncalibrated)
  const calibration = calibrate(judge(only(sets, isHeldOut), first))
  return compact(fit(sets, words, vectors), words, vectors, calibration)
}

const only = (sets: readonly TrainingSet[], wanted: (one: LabelledText) => boolean): TrainingSet[] =>
  sets.map((set) => ({ ...set, texts: set.texts.filter(wanted) }))

type Tried = { label: number; negative: number }[]

function judge(sets: readonly TrainingSet[], weights: Weights): Tried[] {
  const { tokens, features } = createReader(weights.words)
  return sets.map(({ texts }) =>
    texts.map(({ text, label }) => {
      tokens.read(text)
      features.extract(tokens)
      return { label, negative: logOdds(features, weights)[0] }
    }),
  )
}

/** Enough of each set, so that none decides alone how many texts are negative. */
const calibratedOn = 250

const calibrate = (tried: readonly Tried[]): Calibration =>
  plattFit(
    tried.flatMap((set) =>
      set.slice(0, calibratedOn).map(({ label, negative }) => ({ logOdds: negative, isNegative: label < 0 })),
    ),
  )

/** Folds vectors into one weight a word and calibration into all, and rounds to bytes. */
function compact(
  { negative, positive }: Fitted,
  words: TrainingWords,
  vectors: WordVectors | null,
  { slope, offset }: Calibration,
): Weights {
  const ofVectors = (model: Float64Array) =>
    Float64Array.from(words.vectorOf, (vector) => {
      if (vector < 0 || vectors === null) return 0
      let sum = 0
      for (let number = 0; number < vectorSize; number++)
        sum += model[hashedSize + denseSize + number]! * vectors.vectors[vector * vectorSize + number]!
      return sum
    })
  const both = [negative.map((weight) => weight * slope), positive] as const
  const folded = both.map(ofVectors) as [Float64Array, Float64Array]
  const hashed = both.map((model) => model.subarray(0, hashedSize)) as [Float64Array, Float64Array]
  const dense = new Float32Array(denseSize * 2)
  for (let at = 0; at < denseSize; at++) {
    dense[at * 2] = both[0][hashedSize + at]!
    dense[at * 2 + 1] = both[1][hashedSize + at]!
  }
  for (const cue of underrated) dense[denseNames.indexOf(cue) * 2]! += cueBonus
  dense[denseNames.indexOf('mockery') * 2]! += mockeryBonus
  dense[denseNames.indexOf('mockery') * 2 + 1]! -= mockeryBonus
  // The first dense feature is the constant.
  dense[0]! += offset
  const vectorSteps = folded.map(stepOf) as [number, number]
  const hashedSteps = hashed.map(stepOf) as [number, number]
  return {
    words: { hashes: words.hashes, points: words.points },
    vectors: inSteps(folded, vectorSteps),
    vectorSteps,
    hashed: inSteps(hashed, hashedSteps),
    hashedSteps,
    dense,
  }
}

const stepOf = (weights: Float64Array) =>
  Math.fround(weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / biggestStep)

function inSteps(
  [first, second]: readonly [Float64Array, Float64Array],
  [step, step2]: readonly [number, number],
) {
  const pairs = new Int8Array(first.length * 2)
  for (let at = 0; at < first.length; at++) {
    pairs[at * 2] = Math.round(first[at]! / step)
    pairs[at * 2 + 1] = Math.round(second[at]! / step2)
  }
  return pairs
}
