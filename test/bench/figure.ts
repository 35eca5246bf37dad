import type { Shutdown } from '../../shared/runtime/shutdown.ts'

/** One measured figure, as `npm run bench -- --json FILE` writes it. */
export type Figure = {
  name: string
  value: number
  unit: string
  /** What the value is a ratio to, or null when it stands for itself. */
  ratioTo: string | null
  runs: number
  /** Smallest and largest of the runs, in the same unit. */
  spread: [number, number]
  /** Such as `≥ 0.25`; null when the figure is only printed. */
  goal: string | null
  holds: boolean | null
}

/** A benchmark: a name for `--only`, and what it measures. */
export type Bench = { name: string; run(context: BenchContext): Promise<Figure[]> }

export type BenchContext = {
  /** A new, migrated, empty database on the run's own PostgreSQL. */
  newDatabase(): Promise<string>
  /** Whatever is started must be added here: it is ended after the benchmark, also when that fails or is broken off. */
  ends: Shutdown
  say(line: string): void
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value below which `share` (0…1) of the values lie, nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!
}

const round = (value: number) => Number(value.toPrecision(3))

/** A figure from its runs: the median, with the goal checked against it. */
export function figure(
  name: string,
  unit: string,
  values: readonly number[],
  more: { ratioTo?: string; atLeast?: number; atMost?: number } = {},
): Figure {
  const value = round(median(values))
  const { atLeast, atMost } = more
  return {
    name,
    value,
    unit,
    ratioTo: more.ratioTo ?? null,
    runs: values.length,
    spread: [round(Math.min(...values)), round(Math.max(...values))],
    goal: atLeast !== undefined ? `≥ ${atLeast}` : atMost !== undefined ? `≤ ${atMost}` : null,
    holds: atLeast !== undefined ? value >= atLeast : atMost !== undefined ? value <= atMost : null,
  }
}
