import { durationText } from '../../lib/time-text.ts'

const usual = [60, 300, 900, 1800, 3600, 21_600, 86_400]

/** The intervals on offer, in seconds, as options of a list; an unusual one that is set stays on offer. */
export function intervalOptions(current: number): { value: string; label: string }[] {
  return [...new Set([...usual, current])]
    .toSorted((a, b) => a - b)
    .map((seconds) => ({ value: String(seconds), label: `every ${durationText(seconds)}` }))
}
