import { featureCount, hashedSize } from '../features.ts'
import { createReader, type Reader } from '../model.ts'
import { hashWord } from '../word-hash.ts'
import type { LabelledText, TrainingSet } from './labelled-text.ts'
import { trainLogistic, type Rows } from './logistic.ts'
import { vectorSize, type WordVectors } from './word-vectors.ts'

/** Words that get an entry in the weights file, and where their vector stands (−1: none). */
export type TrainingWords = { hashes: Int32Array; points: Float32Array; vectorOf: Int32Array }

/** Two linear models over the features, then over the numbers of the words' mean vector. */
export type Fitted = { negative: Float64Array; positive: Float64Array }

/** `lexicon`: VADER's points by word. */
export function gatherWords(
  lexicon: ReadonlyMap<string, number>,
  vectors: WordVectors | null,
): TrainingWords {
  const known = new Map<number, { points: number; vector: number }>()
  vectors?.words.forEach((word, at) => {
    const hash = hashWord(word)
    if (!known.has(hash)) known.set(hash, { points: 0, vector: at })
  })
  for (const [word, points] of lexicon) {
    const hash = hashWord(word)
    const entry = known.get(hash)
    if (entry === undefined) known.set(hash, { points, vector: -1 })
    else if (entry.points === 0) entry.points = points
  }
  const entries = [...known]
  return {
    hashes: Int32Array.from(entries, ([hash]) => hash),
    points: Float32Array.from(entries, ([, { points }]) => points),
    vectorOf: Int32Array.from(entries, ([, { vector }]) => vector),
  }
}

/** Adagrad with few epochs and a small rate: more of either learns the sets by heart and ranks others worse. */
const settings = { size: featureCount + vectorSize, regularised: hashedSize, l2: 0.02, epochs: 5, rate: 0.05 }

export function fit(sets: readonly TrainingSet[], words: TrainingWords, vectors: WordVectors | null): Fitted {
  const reader = createReader(words)
  const index: number[] = []
  const value: number[] = []
  const starts = [0]
  const importance: number[] = []
  const labels: number[] = []
  for (const set of sets) {
    for (const one of set.texts) {
      for (const [feature, amount] of featuresOf(one, reader, words, vectors)) {
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
  const weights = Float32Array.from(importance)
  const model = (label: number) =>
    trainLogistic(
      rows,
      Float32Array.from(labels, (one) => (one === label ? 1 : 0)),
      weights,
      settings,
    )
  return { negative: model(-1), positive: model(1) }
}

function featuresOf(
  { text }: LabelledText,
  { tokens, features }: Reader,
  words: TrainingWords,
  vectors: WordVectors | null,
): Map<number, number> {
  tokens.read(text)
  features.extract(tokens)
  const sums = new Map<number, number>()
  const add = (feature: number, amount: number) => sums.set(feature, (sums.get(feature) ?? 0) + amount)
  for (let at = 0; at < features.count; at++) add(features.index[at]!, features.value[at]!)
  if (vectors === null) return sums
  for (let at = 0; at < features.vectorCount; at++) {
    const vector = words.vectorOf[features.vectorEntry[at]!]!
    if (vector < 0) continue
    for (let number = 0; number < vectorSize; number++)
      add(featureCount + number, features.vectorValue[at]! * vectors.vectors[vector * vectorSize + number]!)
  }
  return sums
}
