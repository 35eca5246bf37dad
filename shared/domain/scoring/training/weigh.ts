import { denseNames, denseSize, hashedSize } from '../features.ts'
import type { CueId } from '../signs.ts'
import { createModel, createReader } from '../model.ts'
import { plattFit, type Calibration } from '../platt.ts'
import type { Limits } from '../labels.ts'
import { columns, outputs, units, type Weights } from '../weights-file.ts'
import { chooseLimits, type Tried } from './choose-limits.ts'
import { fit, type TrainingWords } from './fit.ts'
import { isHeldOut, type LabelledText, type TrainingSet } from './labelled-text.ts'
import type { Network } from './network.ts'
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

/**
 * Trains twice: without the texts held out, to calibrate and to choose the labels' limits on those, then with all of
 * them. Nothing but these sets decides.
 */
export function weigh(
  sets: readonly TrainingSet[],
  words: TrainingWords,
  vectors: WordVectors | null,
): { weights: Weights; limits: Limits } {
  const rough = fit(
    only(sets, (one) => !isHeldOut(one)),
    words,
    vectors,
  )
  const heldOut = only(sets, isHeldOut)
  const calibration = calibrate(judge(heldOut, compact(rough, words, vectors, uncalibrated)))
  const limits = chooseLimits(judge(heldOut, compact(rough, words, vectors, calibration)))
  return { weights: compact(fit(sets, words, vectors), words, vectors, calibration), limits }
}

const only = (sets: readonly TrainingSet[], wanted: (one: LabelledText) => boolean): TrainingSet[] =>
  sets.map((set) => ({ ...set, texts: set.texts.filter(wanted) }))

function judge(sets: readonly TrainingSet[], weights: Weights): Tried[][] {
  const { tokens, features } = createReader(weights.words)
  const model = createModel(weights)
  return sets.map(({ texts }) =>
    texts.map(({ text, label }) => {
      tokens.read(text)
      features.extract(tokens)
      return { label, odds: model.judge(features) }
    }),
  )
}

/** Enough of each set, so that none decides alone how many texts are negative. */
const calibratedOn = 250

const calibrate = (tried: readonly Tried[][]): Calibration =>
  plattFit(
    tried.flatMap((set) =>
      set
        .slice(0, calibratedOn)
        .map(({ label, odds }) => ({ logOdds: odds.negative, isNegative: label < 0 })),
    ),
  )

/** Folds vectors into weights of words and calibration into those that lead to "negative", and rounds to bytes. */
function compact(
  network: Network,
  words: TrainingWords,
  vectors: WordVectors | null,
  { slope, offset }: Calibration,
): Weights {
  const { direct, toUnits } = network
  const factor = (output: number) => (output === 0 ? slope : 1)
  /** Of a feature after the hashed ones. */
  const weightOf = (feature: number, column: number) =>
    column < outputs
      ? direct[(hashedSize + feature) * outputs + column]! * factor(column)
      : toUnits[feature * units + column - outputs]!

  const ofWord = (vector: number, column: number) => {
    if (vector < 0 || vectors === null) return 0
    let sum = 0
    for (let number = 0; number < vectorSize; number++)
      sum += weightOf(denseSize + number, column) * vectors.vectors[vector * vectorSize + number]!
    return sum
  }
  const folded = Array.from({ length: columns }, (_, column) =>
    Float64Array.from(words.vectorOf, (vector) => ofWord(vector, column)),
  )
  const hashed = Array.from({ length: outputs }, (_, output) =>
    Float64Array.from({ length: hashedSize }, (__, at) => direct[at * outputs + output]! * factor(output)),
  )
  const dense = new Float32Array(denseSize * columns)
  for (let feature = 0; feature < denseSize; feature++)
    for (let column = 0; column < columns; column++)
      dense[feature * columns + column] = weightOf(feature, column)
  const add = (name: string, output: number, amount: number) => {
    dense[denseNames.indexOf(name) * columns + output]! += amount
  }
  for (const cue of underrated) add(cue, 0, cueBonus)
  add('mockery', 0, mockeryBonus)
  add('mockery', 1, -mockeryBonus)
  add('constant', 0, offset)
  const vectorSteps = Float32Array.from(folded, stepOf)
  const hashedSteps = Float32Array.from(hashed, stepOf)
  return {
    words: { hashes: words.hashes, points: words.points },
    vectors: inSteps(folded, vectorSteps),
    vectorSteps,
    hashed: inSteps(hashed, hashedSteps),
    hashedSteps,
    dense,
    fromUnits: Float32Array.from(network.fromUnits, (weight, at) => weight * factor(at % outputs)),
  }
}

const stepOf = (weights: Float64Array) =>
  weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / biggestStep

/** Side by side, each in its own steps. */
function inSteps(all: readonly Float64Array[], steps: Float32Array): Int8Array {
  const width = all.length
  const bytes = new Int8Array(all[0]!.length * width)
  all.forEach((weights, column) =>
    weights.forEach((weight, at) => {
      bytes[at * width + column] = Math.round(weight / steps[column]!)
    }),
  )
  return bytes
}
