/** One judged text: the model's log-odds, and whether a person called it negative. */
export type Judgement = { logOdds: number; isNegative: boolean }
/** Calibrated log-odds are `slope` × log-odds + `offset`. */
export type Calibration = { slope: number; offset: number }

const rounds = 50

/**
 * Fits a calibration to people's judgements (Platt, 1999, with his smoothed targets; Newton's method after Lin, Lin and
 * Weng, 2007). With only one kind of judgement the targets' smoothing keeps it finite. Slopes below zero would turn the
 * order around: then nothing but the offset is fitted.
 */
export function plattFit(judgements: readonly Judgement[]): Calibration {
  const negatives = judgements.filter(({ isNegative }) => isNegative).length
  if (judgements.length === 0) return { slope: 1, offset: 0 }
  const high = (negatives + 1) / (negatives + 2)
  const low = 1 / (judgements.length - negatives + 2)
  const fitted = newton(judgements, { high, low, fixedSlope: false })
  return fitted.slope > 0 ? fitted : newton(judgements, { high, low, fixedSlope: true })
}

function newton(
  judgements: readonly Judgement[],
  { high, low, fixedSlope }: { high: number; low: number; fixedSlope: boolean },
): Calibration {
  let slope = 1
  let offset = 0
  const loss = (a: number, b: number) =>
    judgements.reduce((sum, { logOdds, isNegative }) => {
      const x = a * logOdds + b
      return sum + Math.max(x, 0) - (isNegative ? high : low) * x + Math.log1p(Math.exp(-Math.abs(x)))
    }, 0)
  let best = loss(slope, offset)
  for (let round = 0; round < rounds; round++) {
    let [ga, gb, aa, ab, bb] = [0, 0, 1e-9, 0, 1e-9]
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
