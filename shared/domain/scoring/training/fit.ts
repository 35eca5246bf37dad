import { denseSize, featureCount, hashedSize } from '../feature-index.ts'
import { createReader, type Reader } from '../model.ts'
import { outputs, units } from '../weights-file.ts'
import { hashWord } from '../word-hash.ts'
import type { LabelledText, TrainingSet } from './labelled-text.ts'
import { trainNetwork, type Network, type Rows } from './network.ts'
import { ratingSize, type WordRatings } from './word-ratings.ts'
import { vectorSize, type WordVectors } from './word-vectors.ts'

/** Words that get an entry in the weights file; `traits`: of each, its vector and its rating, 0 where unknown. */
export type TrainingWords = { hashes: Int32Array; points: Float32Array; traits: Float32Array }

export const traitSize = vectorSize + ratingSize

/** Rarer words bring nothing, and take room. */
const knownWords = 40_000

type Entry = { points: number; vector: number; rating: readonly number[] }

/** `lexicon`: VADER's points by word. */
export function gatherWords(
  lexicon: ReadonlyMap<string, number>,
  vectors: WordVectors | null,
  ratings: WordRatings,
): TrainingWords {
  const known = new Map<number, Entry>()
  const entryOf = (word: string, vector = -1) => {
    const hash = hashWord(word)
    const entry = known.get(hash) ?? { points: 0, vector, rating: [] }
    known.set(hash, entry)
    return entry
  }
  vectors?.words.slice(0, knownWords).forEach(entryOf)
  for (const [word, points] of lexicon) entryOf(word).points ||= points
  for (const [word, rating] of ratings) entryOf(word).rating = rating
  const entries = [...known]
  const traits = new Float32Array(entries.length * traitSize)
  entries.forEach(([, { vector, rating }], at) => {
    if (vector >= 0 && vectors !== null)
      traits.set(vectors.vectors.subarray(vector * vectorSize, (vector + 1) * vectorSize), at * traitSize)
    traits.set(rating, at * traitSize + vectorSize)
  })
  return {
    hashes: Int32Array.from(entries, ([hash]) => hash),
    points: Float32Array.from(entries, ([, { points }]) => points),
    traits,
  }
}

/** Over the features, then over the mean of the words' traits. */
const shape = { sparse: hashedSize, dense: denseSize + traitSize, outputs, units }

/** Few epochs and a small rate: more of either learns the sets by heart and ranks others worse. */
const training = { l2: 0.02, epochs: 5, rate: 0.035, unitRate: 0.03 }

/** The labels that the outputs stand for. */
const labelOfOutput = [-1, 1, 0] as const

export function fit(sets: readonly TrainingSet[], words: TrainingWords): Network {
  const reader = createReader(words)
  const index: number[] = []
  const value: number[] = []
  const starts = [0]
  const importance: number[] = []
  const labels: number[] = []
  for (const set of sets) {
    for (const one of set.texts) {
      for (const [feature, amount] of featuresOf(one, reader, words)) {
        index.push(feature)
        value.push(amount)
      }
      starts.push(index.length)
      importance.push(set.importance)
      labels.push(one.label)
    }
  }
  const rows: Rows = {
    starts: Int32Array.from(starts),
    index: Int32Array.from(index),
    value: Float32Array.from(value),
  }
  const rarity = labelOfOutput.map((label) => rarityOf(label, labels, importance))
  const targets = new Uint8Array(labels.length * outputs)
  const weights = new Float32Array(labels.length * outputs)
  labels.forEach((label, row) =>
    labelOfOutput.forEach((wanted, output) => {
      const at = row * outputs + output
      targets[at] = label === wanted ? 1 : 0
      weights[at] = importance[row]! * (label === wanted ? rarity[output]! : 1)
    }),
  )
  return trainNetwork(rows, targets, weights, shape, training)
}

/** How much more a text with a label counts for that label, so that rare labels are not drowned out. */
function rarityOf(label: number, labels: readonly number[], importance: readonly number[]): number {
  let wanted = 0
  let others = 0
  labels.forEach((one, row) => {
    if (one === label) wanted += importance[row]!
    else others += importance[row]!
  })
  return Math.sqrt(others / Math.max(wanted, 1))
}

function featuresOf(
  { text }: LabelledText,
  { tokens, features }: Reader,
  { traits }: TrainingWords,
): Map<number, number> {
  tokens.read(text)
  features.extract(tokens)
  const sums = new Map<number, number>()
  const add = (feature: number, amount: number) => sums.set(feature, (sums.get(feature) ?? 0) + amount)
  for (let at = 0; at < features.hashedCount; at++) add(features.hashedIndex[at]!, features.hashedValue)
  for (let at = 0; at < features.denseCount; at++)
    add(hashedSize + features.denseIndex[at]!, features.denseValue[at]!)
  for (let at = 0; at < features.vectorCount; at++) {
    const first = features.vectorEntry[at]! * traitSize
    for (let trait = 0; trait < traitSize; trait++) {
      const amount = traits[first + trait]!
      if (amount !== 0) add(featureCount + trait, features.vectorValue[at]! * features.vectorScale * amount)
    }
  }
  return sums
}
