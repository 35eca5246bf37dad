/** Texts as rows of features, one after the other: row `r` has the entries `starts[r]` up to `starts[r + 1]`. */
export type Rows = {
  starts: Int32Array
  index: Int32Array
  value: Float32Array
}

export type Settings = {
  /** How many weights there are; the first `regularised` of them are drawn to zero by `l2`. */
  size: number
  regularised: number
  l2: number
  epochs: number
  rate: number
}

/** A small generator of pseudo-random numbers, so that the same input gives the same bytes. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * Logistic regression of `targets` (0…1) on the rows by stochastic gradient descent with Adagrad (Duchi et al., 2011),
 * averaged over the later epochs. `importance` weighs the rows.
 */
export function trainLogistic(
  rows: Rows,
  targets: Float32Array,
  importance: Float32Array,
  { size, regularised, l2, epochs, rate }: Settings,
): Float64Array {
  const weights = new Float64Array(size)
  const squares = new Float64Array(size).fill(1e-4)
  const average = new Float64Array(size)
  const order = Uint32Array.from({ length: targets.length }, (_, row) => row)
  const random = createRandom(1)
  const { starts, index, value } = rows
  let averaged = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const row of order) {
      const start = starts[row]!
      const end = starts[row + 1]!
      let sum = 0
      for (let at = start; at < end; at++) sum += weights[index[at]!]! * value[at]!
      const error = (1 / (1 + Math.exp(-sum)) - targets[row]!) * importance[row]!
      for (let at = start; at < end; at++) {
        const feature = index[at]!
        const gradient = error * value[at]! + (feature < regularised ? l2 * weights[feature]! : 0)
        squares[feature]! += gradient * gradient
        weights[feature]! -= (rate * gradient) / Math.sqrt(squares[feature]!)
      }
    }
    if (epoch < epochs / 2) continue
    for (let feature = 0; feature < size; feature++) average[feature]! += weights[feature]!
    averaged++
  }
  for (let feature = 0; feature < size; feature++) average[feature]! /= averaged
  return average
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const kept = order[at]!
    order[at] = order[other]!
    order[other] = kept
  }
}
