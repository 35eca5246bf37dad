import { leak } from '../model.ts'
import { createRandom } from './random.ts'

/** Texts as rows of features, one after the other: row `r` has the entries `starts[r]` up to `starts[r + 1]`. */
export type Rows = {
  starts: Int32Array
  index: Int32Array
  value: Float32Array
}

export type Shape = {
  /** Features that only lead straight to the outputs, and are drawn to zero by `l2`; they come first. */
  sparse: number
  /** Features that lead to the units too. */
  dense: number
  outputs: number
  units: number
}

export type Training = { l2: number; epochs: number; rate: number; unitRate: number }

/** `direct`: by feature and output; `toUnits`: by dense feature and unit; `fromUnits`: by unit and output. */
export type Network = { direct: Float64Array; toUnits: Float64Array; fromUnits: Float64Array }

/** The square sums that Adagrad starts with: the more, the calmer the first steps. */
const firstSquare = 1e-4
const firstUnitSquare = 1e-3

const zeros = ({ sparse, dense, outputs, units }: Shape): Network => ({
  direct: new Float64Array((sparse + dense) * outputs),
  toUnits: new Float64Array(dense * units),
  fromUnits: new Float64Array(units * outputs),
})

const arraysOf = ({ direct, toUnits, fromUnits }: Network) => [direct, toUnits, fromUnits]

/**
 * Several logistic regressions at once, of `targets` (0…1, by row and output) on the rows, plus a few units with a bend
 * at zero that all of them share: by stochastic gradient descent with Adagrad (Duchi et al., 2011), averaged over the
 * later epochs. `importance` weighs the errors, by row and output.
 */
export function trainNetwork(
  { starts, index, value }: Rows,
  targets: Uint8Array,
  importance: Float32Array,
  shape: Shape,
  { l2, epochs, rate, unitRate }: Training,
): Network {
  const { sparse, dense, outputs, units } = shape
  const random = createRandom(1)
  const network = zeros(shape)
  const { direct, toUnits, fromUnits } = network
  for (let at = 0; at < toUnits.length; at++) toUnits[at] = (random() - 0.5) * (2 / Math.sqrt(dense))
  for (let at = 0; at < fromUnits.length; at++) fromUnits[at] = (random() - 0.5) * 0.2
  const squares = zeros(shape)
  squares.direct.fill(firstSquare)
  squares.toUnits.fill(firstUnitSquare)
  squares.fromUnits.fill(firstUnitSquare)
  const average = zeros(shape)
  const order = Uint32Array.from({ length: starts.length - 1 }, (_, row) => row)
  const out = new Float64Array(outputs)
  const error = new Float64Array(outputs)
  const unit = new Float64Array(units)
  const blame = new Float64Array(units)
  let averaged = 0

  const step = (weights: Float64Array, sums: Float64Array, at: number, gradient: number, by: number) => {
    sums[at]! += gradient * gradient
    weights[at]! -= (by * gradient) / Math.sqrt(sums[at]!)
  }

  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const row of order) {
      const start = starts[row]!
      const end = starts[row + 1]!
      out.fill(0)
      unit.fill(0)
      for (let at = start; at < end; at++) {
        const feature = index[at]!
        const amount = value[at]!
        for (let output = 0; output < outputs; output++)
          out[output]! += direct[feature * outputs + output]! * amount
        if (feature < sparse) continue
        const first = (feature - sparse) * units
        for (let one = 0; one < units; one++) unit[one]! += toUnits[first + one]! * amount
      }
      for (let one = 0; one < units; one++) {
        if (unit[one]! < 0) unit[one]! *= leak
        for (let output = 0; output < outputs; output++)
          out[output]! += fromUnits[one * outputs + output]! * unit[one]!
      }
      for (let output = 0; output < outputs; output++) {
        const at = row * outputs + output
        error[output] = (1 / (1 + Math.exp(-out[output]!)) - targets[at]!) * importance[at]!
      }
      for (let one = 0; one < units; one++) {
        let sum = 0
        for (let output = 0; output < outputs; output++) {
          const at = one * outputs + output
          sum += error[output]! * fromUnits[at]!
          step(fromUnits, squares.fromUnits, at, error[output]! * unit[one]!, unitRate)
        }
        blame[one] = unit[one]! > 0 ? sum : sum * leak
      }
      for (let at = start; at < end; at++) {
        const feature = index[at]!
        const amount = value[at]!
        for (let output = 0; output < outputs; output++) {
          const place = feature * outputs + output
          const pull = feature < sparse ? l2 * direct[place]! : 0
          step(direct, squares.direct, place, error[output]! * amount + pull, rate)
        }
        if (feature < sparse) continue
        const first = (feature - sparse) * units
        for (let one = 0; one < units; one++)
          step(toUnits, squares.toUnits, first + one, blame[one]! * amount, unitRate)
      }
    }
    if (epoch < epochs / 2) continue
    add(average, network)
    averaged++
  }
  for (const weights of arraysOf(average))
    for (let at = 0; at < weights.length; at++) weights[at]! /= averaged
  return average
}

function add(sums: Network, network: Network): void {
  const others = arraysOf(network)
  arraysOf(sums).forEach((weights, which) => {
    const other = others[which]!
    for (let at = 0; at < weights.length; at++) weights[at]! += other[at]!
  })
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const kept = order[at]!
    order[at] = order[other]!
    order[other] = kept
  }
}
