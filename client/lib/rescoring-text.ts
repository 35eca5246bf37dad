import type { Rescoring } from '../../shared/contract/lexicon.ts'

const toldForMs = 10 * 60_000

/** Whether it goes on, or ended so lately that people want to know what came of it. */
export function isNews({ finishedAt }: Pick<Rescoring, 'finishedAt'>, nowMs: number): boolean {
  return finishedAt === null || nowMs - Date.parse(finishedAt) < toldForMs
}

/** "1,200 of 4,000 looked at". */
export function seenText({ seen, total }: Pick<Rescoring, 'seen' | 'total'>): string {
  return `${seen.toLocaleString('en')} of ${Math.max(total, seen).toLocaleString('en')} looked at`
}

/** What came of it: "12 changed (score, place or labels), 3 of them entered the queue". */
export function changedText({ changed, queued }: Pick<Rescoring, 'changed' | 'queued'>): string {
  if (changed === 0) return 'none changed'
  const entered = queued === 0 ? '' : `, ${queued.toLocaleString('en')} entered the queue`
  return `${changed.toLocaleString('en')} changed (score, place or labels)${entered}`
}

/** What came of several that have ended, in one line: "Past mentions of 3 brands: finished. Acme: 39 changed …". */
export function finishedText(ended: readonly { name: string; rescoring: Rescoring }[]): string {
  const changed = ended.filter(({ rescoring }) => rescoring.changed > 0)
  const of = `Past mentions of ${ended.length} brands: finished`
  if (changed.length === 0) return `${of}, none changed.`
  return `${of}. ${changed.map(({ name, rescoring }) => `${name}: ${changedText(rescoring)}.`).join(' ')}`
}
