import { describe, expect, it } from 'vitest'
import { calibrated } from '../../../../../shared/contract/calibration.ts'
import { fitCalibration } from '../../../../../shared/domain/corrections/fit-calibration.ts'
import { fairLabels, type StaffLabel } from '../../../../../shared/domain/corrections/fair-labels.ts'
import { calibrationError } from '../../../../../shared/domain/scoring/calibration-error.ts'
import { createRandom } from '../../../../../shared/domain/scoring/training/random.ts'

/** Labels as they would be if staff labelled everything: what is negative follows slope × log-odds + offset. */
function population(count: number, slope: number, offset: number, seed = 1): StaffLabel[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => {
    const logOdds = 1.7 * (random() + random() + random() + random() - 2.6)
    const isNegative = random() < 1 / (1 + Math.exp(-(slope * logOdds + offset)))
    const saidNegative = logOdds > -1.1
    const pNegative = 1 / (1 + Math.exp(-logOdds))
    return { pNegative, isNegative, agrees: saidNegative === isNegative, sampled: false }
  })
}

const everybody = (slope: number, offset: number) => population(20_000, slope, offset, 99)
type Fit = ReturnType<typeof fitCalibration>

/** How far percentages are off over everything, as they are then shown. */
const errorOver = (all: readonly StaffLabel[], fit: Fit) =>
  calibrationError(
    all.map(({ pNegative, isNegative }) => ({
      isNegative,
      probability: fit === null ? pNegative : calibrated(pNegative, fit),
    })),
  )!

/** The same, where so many confirm the scorer in what it calls negative, neutral or positive. */
function agreeing(share: number, labels: readonly StaffLabel[], seed: number): StaffLabel[] {
  const random = createRandom(1000 + seed)
  return labels.map((label) => ({ ...label, agrees: random() < share }))
}

/** What staff label who correct every error they see, and confirm so many of the rest. */
function chosen(labels: readonly StaffLabel[], confirmed: number, seed = 5): StaffLabel[] {
  const random = createRandom(seed)
  return labels.filter(({ agrees }) => !agrees || random() < confirmed)
}

describe('labels that were not chosen for what they say', () => {
  it('make percentages better where they are off', () => {
    for (const [slope, offset] of [
      [0.9, 1],
      [0.8, -0.8],
      [1.2, 0.6],
    ] as const) {
      const all = everybody(slope, offset)
      const fit = fitCalibration(population(200, slope, offset))
      expect(fit).toMatchObject({ corrections: 200 })
      expect(fit!.errorAfter).toBeLessThan(fit!.errorBefore)
      expect(errorOver(all, fit)).toBeLessThan(errorOver(all, null) / 2)
    }
  })

  it('leave a scorer nearly as it is that is right already', () => {
    const all = everybody(1, 0)
    for (let seed = 1; seed <= 20; seed += 1)
      expect(errorOver(all, fitCalibration(population(200, 1, 0, seed)))).toBeLessThan(0.07)
  })

  it('must be 200', () => {
    expect(fitCalibration(population(199, 0.8, 1))).toBeNull()
  })

  it('all count alike', () => {
    const labels = population(500, 0.9, 0.5)
    expect(fairLabels(labels)).toEqual(labels)
  })

  it('teach also of a scorer that is right half of the time', () => {
    const draws = Array.from({ length: 100 }, (_, seed) =>
      agreeing(0.5, population(200, 0.9, 1, seed + 1), seed + 1),
    )
    expect(draws.filter((labels) => fairLabels(labels).length === 200).length).toBeGreaterThan(97)
    expect(draws.filter((labels) => fitCalibration(labels) !== null).length).toBeGreaterThan(80)
  })
})

describe('labels that were chosen for being wrong', () => {
  it('are told by how many correct the scorer: in 70 % of them, no honest ones do', () => {
    const draws = Array.from({ length: 100 }, (_, seed) =>
      agreeing(0.3, population(200, 0.9, 1, seed + 1), seed + 1),
    )
    expect(draws.filter((labels) => fairLabels(labels).length === 0).length).toBeGreaterThan(97)
  })

  it('do not make percentages worse, however many they are', () => {
    for (const [slope, offset] of [
      [1, 0],
      [0.9, 0.5],
      [0.8, -0.5],
    ] as const) {
      const all = everybody(slope, offset)
      const seen = population(6000, slope, offset)
      for (const confirmed of [0, 0.02, 0.1]) {
        const labels = chosen(seen, confirmed)
        expect(labels.length).toBeGreaterThan(900)
        const fit = fitCalibration(labels)
        expect(errorOver(all, fit), `${slope} ${offset} ${confirmed}`).toBeLessThan(
          errorOver(all, null) + 0.001,
        )
      }
    }
  })

  it('would do so if each counted alike', () => {
    const all = everybody(1, 0)
    const labels = chosen(population(6000, 1, 0), 0).map((label) => ({ ...label, agrees: true }))
    expect(errorOver(all, fitCalibration(labels))).toBeGreaterThan(errorOver(all, null) + 0.1)
  })

  it('do not mislead beside samples: those decide', () => {
    const all = everybody(1, 0)
    const samples = population(120, 1, 0, 7).map((label) => ({ ...label, sampled: true }))
    for (const confirmed of [0.1, 0.3, 0.5]) {
      const labels = [...chosen(population(3000, 1, 0), confirmed), ...samples]
      expect(errorOver(all, fitCalibration(labels)), String(confirmed)).toBeLessThan(
        errorOver(all, null) + 0.02,
      )
    }
  })

  it('do not count; those of samples do', () => {
    const label = (agrees: boolean, sampled: boolean) => ({
      pNegative: 0.5,
      isNegative: true,
      agrees,
      sampled,
    })
    const [confirms, corrects] = [label(true, false), label(false, false)]
    expect(fairLabels([confirms, corrects, corrects, label(false, true)])).toEqual([label(false, true)])
    expect(fairLabels([confirms, corrects, label(false, true)])).toHaveLength(3)
  })
})

describe('labels beyond belief', () => {
  const all = everybody(1, 0)
  const honest = population(200, 1, 0, 3)
  const says = (isNegative: boolean | (() => boolean), from: (label: StaffLabel) => boolean = () => true) =>
    population(900, 1, 0, 4)
      .filter(from)
      .slice(0, 300)
      .map((label) => ({
        ...label,
        isNegative: typeof isNegative === 'boolean' ? isNegative : isNegative(),
        agrees: true,
      }))
  const random = createRandom(17)

  it.each([
    ['of who marks nothing but complaints', says(true, ({ isNegative }) => isNegative)],
    ['of who calls everything negative', says(true)],
    ['of who calls nothing negative', says(false)],
    ['of who calls everything negative, beside honest ones', [...says(true), ...honest]],
    ['of who throws a coin, beside honest ones', [...says(() => random() < 0.5), ...honest]],
  ])('%s, change no percentages', (_, labels) => {
    const fit = fitCalibration(labels)
    expect(errorOver(all, fit)).toBeLessThan(errorOver(all, null) + 0.05)
  })
})

it.each([
  ['samples', (label: StaffLabel) => label.pNegative < 0.5],
  ['the queue', (label: StaffLabel) => label.pNegative > 0.5],
])('labels of %s alone say nothing of the other side', (_, from) => {
  const labels = population(2000, 1, 1.5, 6)
  expect(fitCalibration(labels)).not.toBeNull()
  expect(fitCalibration(labels.filter(from))).toBeNull()
})

it('keeps nothing that would make percentages worse', () => {
  const random = createRandom(11)
  const right = Array.from({ length: 4000 }, (): StaffLabel => {
    const pNegative = random()
    return { pNegative, isNegative: random() < pNegative, agrees: true, sampled: true }
  })
  const fit = fitCalibration(right)
  if (fit !== null) expect(fit.errorAfter).toBeLessThan(fit.errorBefore)
  const turned = right.map((label) => ({ ...label, isNegative: !label.isNegative }))
  expect(fitCalibration(turned)?.slope ?? 1).toBeGreaterThan(0)
})
