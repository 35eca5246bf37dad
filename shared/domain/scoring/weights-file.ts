import { denseSize, hashedSize } from './feature-index.ts'

/** What the model says: log-odds of "negative", "positive" and "neutral". */
export const outputs = 3
/** Sums with a bend at zero, which all outputs share. */
export const units = 8
/** Weights of a word or of a dense feature: to each output, then to each unit. */
export const columns = outputs + units

/** The weights that ship; calibrated, so that the first output is the log-odds of "negative". */
export type Weights = {
  /** Hashes of the words that it knows, and their points in VADER's lexicon. */
  words: { hashes: Int32Array; points: Float32Array }
  /** By word and column: what its vector says, each column in its own steps. */
  vectors: Int8Array
  vectorSteps: Float32Array
  /** By hash of words and pairs of words, and output, each output in its own steps. */
  hashed: Int8Array
  hashedSteps: Float32Array
  /** By dense feature and column. */
  dense: Float32Array
  /** By unit and output. */
  fromUnits: Float32Array
}

const magic = 0x32574553
const pointStep = 1 / 30
const headBytes = 24

/** Little-endian, as every machine is that Node runs on. */
export function writeWeights(weights: Weights): Uint8Array {
  const head = new Int32Array([magic, weights.words.hashes.length, hashedSize, denseSize, outputs, units])
  const points = Int8Array.from(weights.words.points, (value) => Math.round(value / pointStep))
  const { dense, fromUnits, vectorSteps, hashedSteps, vectors, hashed } = weights
  return Buffer.concat(
    [head, dense, fromUnits, vectorSteps, hashedSteps, weights.words.hashes, points, vectors, hashed].map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
  )
}

/** @throws {Error} when the bytes are not weights of this version's features */
export function readWeights(file: Uint8Array): Weights {
  const { buffer } = new Uint8Array(file)
  const [found, count = 0, ...sizes] = new Int32Array(buffer, 0, headBytes / 4)
  if (found !== magic || sizes.join() !== [hashedSize, denseSize, outputs, units].join())
    throw new Error('The weights belong to other features: train them again with npm run train:sentiment.')
  let at = headBytes
  const take = (bytes: number) => (at += bytes) - bytes
  const floats = (size: number) => new Float32Array(buffer, take(size * 4), size)
  const bytes = (size: number) => new Int8Array(buffer, take(size), size)
  const dense = floats(denseSize * columns)
  const fromUnits = floats(units * outputs)
  const vectorSteps = floats(columns)
  const hashedSteps = floats(outputs)
  const hashes = new Int32Array(buffer, take(count * 4), count)
  const points = Float32Array.from(bytes(count), (step) => step * pointStep)
  return {
    words: { hashes, points },
    vectors: bytes(count * columns),
    vectorSteps,
    hashed: bytes(hashedSize * outputs),
    hashedSteps,
    dense,
    fromUnits,
  }
}
