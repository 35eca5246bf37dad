/** How well scores rank the wanted above the others; ties count half. Between 0 and 1. */
export function areaUnderCurve(scores: readonly number[], wanted: readonly boolean[]): number {
  const order = scores.map((_, at) => at).toSorted((a, b) => scores[a]! - scores[b]!)
  let rankSum = 0
  let positives = 0
  for (let at = 0; at < order.length;) {
    let next = at
    while (next < order.length && scores[order[next]!] === scores[order[at]!]) next++
    const rank = (at + next + 1) / 2
    for (let tied = at; tied < next; tied++) {
      if (!wanted[order[tied]!]) continue
      rankSum += rank
      positives++
    }
    at = next
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (scores.length - positives))
}

/** How the precision falls as more is taken from the top: at each tied step how much is found, and how much of it is wanted. */
function steps(scores: readonly number[], wanted: readonly boolean[], weightOfOther: number) {
  const order = scores.map((_, at) => at).toSorted((a, b) => scores[b]! - scores[a]!)
  const all = wanted.filter(Boolean).length
  const found: { recall: number; precision: number }[] = []
  let hits = 0
  let others = 0
  for (let at = 0; at < order.length;) {
    let next = at
    for (; next < order.length && scores[order[next]!] === scores[order[at]!]; next++) {
      if (wanted[order[next]!]) hits++
      else others += weightOfOther
    }
    found.push({ recall: hits / all, precision: hits / (hits + others) })
    at = next
  }
  return found
}

/** Average precision; with `share` as if so many of all were wanted (0…1). */
export function averagePrecision(
  scores: readonly number[],
  wanted: readonly boolean[],
  share?: number,
): number {
  const all = wanted.filter(Boolean).length
  const others = wanted.length - all
  const weight = share === undefined ? 1 : (all * (1 - share)) / share / others
  let sum = 0
  let before = 0
  for (const { recall, precision } of steps(scores, wanted, weight)) {
    sum += (recall - before) * precision
    before = recall
  }
  return sum
}

/** The most that can be found while at least `precision` of what is taken is wanted. */
export function recallAt(scores: readonly number[], wanted: readonly boolean[], precision: number): number {
  return steps(scores, wanted, 1).reduce(
    (best, one) => (one.precision >= precision ? Math.max(best, one.recall) : best),
    0,
  )
}

/** Expected calibration error in ten bins of equal width: mean distance between what was said and what was so. */
export function calibrationError(probabilities: readonly number[], wanted: readonly boolean[]): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, said: 0, so: 0 }))
  probabilities.forEach((probability, at) => {
    const bin = bins[Math.min(9, Math.floor(probability * 10))]!
    bin.count++
    bin.said += probability
    if (wanted[at]) bin.so++
  })
  return bins.reduce((sum, { said, so }) => sum + Math.abs(said - so), 0) / probabilities.length
}

/** Mean of F1 and of recall over the three labels −1, 0, 1. */
export function macro(said: readonly number[], labels: readonly number[]): { f1: number; recall: number } {
  let f1 = 0
  let recall = 0
  for (const label of [-1, 0, 1]) {
    const hits = said.filter((one, at) => one === label && labels[at] === label).length
    const all = labels.filter((one) => one === label).length
    const claimed = said.filter((one) => one === label).length
    f1 += all + claimed === 0 ? 0 : (2 * hits) / (all + claimed)
    recall += all === 0 ? 0 : hits / all
  }
  return { f1: f1 / 3, recall: recall / 3 }
}
