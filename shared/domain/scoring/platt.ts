/** One judged text: the model's log-odds, and whether a person called it negative. */
export type Judgement = { logOdds: number; isNegative: boolean }
/** Calibrated log-odds are `slope` × log-odds + `offset`. */
export type Calibration = { slope: number; offset: number }
/** What is known before anybody has judged: normal around slope 1 and offset 0, with these deviations. */
export type Expectation = { slope: number; offset: number }

/**
 * How far a workspace's texts are usually from what the scorer says of texts of an unknown place: on five open sets that
 * trained nothing, slopes of its log-odds were 0.90 to 1.02 and offsets −0.4 to 0.9. Of a slope, 200 judgements say
 * little.
 */
export const usualWorkspace: Expectation = { slope: 0.1, offset: 0.6 }

const rounds = 50

/**
 * Fits a calibration to people's judgements (Platt, 1999; Newton's method after Lin, Lin and Weng, 2007). Without an
 * expectation the targets are smoothed as Platt does; with one, the fit is the most probable given both (maximum a
 * posteriori). Either keeps it finite with only one kind of judgement. Slopes below zero would turn the order around:
 * then nothing but the offset is fitted.
 */
export function plattFit(judgements: readonly Judgement[], expected?: Expectation): Calibration {
  if (judgements.length === 0) return { slope: 1, offset: 0 }
  const targets = expected ? { high: 1, low: 0 } : smoothed(judgements)
  const pull = expected
    ? { slope: expected.slope ** -2, offset: expected.offset ** -2 }
    : { slope: 0, offset: 0 }
  const fitted = newton(judgements, { ...targets, pull, fixedSlope: false })
  return fitted.slope > 0 ? fitted : newton(judgements, { ...targets, pull, fixedSlope: true })
}

function smoothed(judgements: readonly Judgement[]): { high: number; low: number } {
  const negatives = judgements.filter(({ isNegative }) => isNegative).length
  return { high: (negatives + 1) / (negatives + 2), low: 1 / (judgements.length - negatives + 2) }
}

function newton(
  judgements: readonly Judgement[],
  {
    high,
    low,
    pull,
    fixedSlope,
  }: { high: number; low: number; pull: { slope: number; offset: number }; fixedSlope: boolean },
): Calibration {
  let slope = 1
  let offset = 0
  const loss = (a: number, b: number) =>
    judgements.reduce(
      (sum, { logOdds, isNegative }) => {
        const x = a * logOdds + b
        return sum + Math.max(x, 0) - (isNegative ? high : low) * x + Math.log1p(Math.exp(-Math.abs(x)))
      },
      (pull.slope * (a - 1) ** 2 + pull.offset * b ** 2) / 2,
    )
  let best = loss(slope, offset)
  for (let round = 0; round < rounds; round++) {
    let [ga, gb] = [pull.slope * (slope - 1), pull.offset * offset]
    let [aa, ab, bb] = [1e-9 + pull.slope, 0, 1e-9 + pull.offset]
    for (const { logOdds, isNegative } of judgements) {
      const p = 1 / (1 + Math.exp(-(slope * logOdds + offset)))
      const error = p - (isNegative ? high : low)
      const curve = p * (1 - p)
      ga += error * logOdds
      gb += error
      aa += curve * logOdds * logOdds
      ab += curve * logOdds
      bb += curve
    }
    if (fixedSlope) [ga, aa, ab] = [0, 1, 0]
    const determinant = aa * bb - ab * ab
    if (Math.abs(ga) + Math.abs(gb) < 1e-9 || determinant <= 0) break
    const stepA = (bb * ga - ab * gb) / determinant
    const stepB = (aa * gb - ab * ga) / determinant
    let size = 1
    let next = loss(slope - stepA, offset - stepB)
    while (next > best && size > 1e-6) {
      size /= 2
      next = loss(slope - size * stepA, offset - size * stepB)
    }
    if (next > best) break
    slope -= size * stepA
    offset -= size * stepB
    if (best - next < 1e-12) break
    best = next
  }
  return { slope, offset }
}
