import { denseSize, hashedSize } from './features.ts'

/**
 * The weights that ship. Of each pair of weights the first belongs to the model of "negative", the second to that of
 * "positive"; all are calibrated, so that a sum of weight × value is the log-odds.
 */
export type Weights = {
  /** Hashes of the words that it knows, and their points in VADER's lexicon. */
  words: { hashes: Int32Array; points: Float32Array }
  /** Pairs by word: what its vector says, in steps of `vectorSteps`. */
  vectors: Int8Array
  vectorSteps: [number, number]
  /** Pairs by hash of words and pairs of words, in steps of `hashedSteps`. */
  hashed: Int8Array
  hashedSteps: [number, number]
  /** Pairs by dense feature. */
  dense: Float32Array
}

const magic = 0x31574553
const pointStep = 1 / 30
const headBytes = 32

/** Little-endian, as every machine is that Node runs on. */
export function writeWeights(weights: Weights): Uint8Array {
  const count = weights.words.hashes.length
  const head = new DataView(new ArrayBuffer(headBytes))
  head.setUint32(0, magic, true)
  head.setUint32(4, count, true)
  head.setUint32(8, hashedSize, true)
  head.setUint32(12, denseSize, true)
  const numbers = [...weights.vectorSteps, ...weights.hashedSteps]
  numbers.forEach((number, at) => head.setFloat32(16 + at * 4, number, true))
  const points = Int8Array.from(weights.words.points, (value) => Math.round(value / pointStep))
  return Buffer.concat(
    [head, weights.dense, weights.words.hashes, points, weights.vectors, weights.hashed].map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
  )
}

/** @throws {Error} when the bytes are not weights of this version's features */
export function readWeights(file: Uint8Array): Weights {
  const { buffer } = new Uint8Array(file)
  const head = new DataView(buffer)
  const [found, count, hashed, dense] = [0, 4, 8, 12].map((at) => head.getUint32(at, true)) as [number, number, number, number] // prettier-ignore
  if (found !== magic || hashed !== hashedSize || dense !== denseSize)
    throw new Error('The weights belong to other features: train them again with npm run train:sentiment.')
  const number = (at: number) => head.getFloat32(16 + at * 4, true)
  let at = headBytes
  const take = (bytes: number) => (at += bytes) - bytes
  const denseWeights = new Float32Array(buffer, take(dense * 8), dense * 2)
  const hashes = new Int32Array(buffer, take(count * 4), count)
  const points = Float32Array.from(new Int8Array(buffer, take(count), count), (step) => step * pointStep)
  return {
    words: { hashes, points },
    vectors: new Int8Array(buffer, take(count * 2), count * 2),
    vectorSteps: [number(0), number(1)],
    hashed: new Int8Array(buffer, take(hashed * 2), hashed * 2),
    hashedSteps: [number(2), number(3)],
    dense: denseWeights,
  }
}
