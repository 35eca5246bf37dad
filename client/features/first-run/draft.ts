import { z } from 'zod'
import { feedProposal } from '../../../shared/contract/source.ts'
import { readStored, writeStored } from '../../lib/storage.ts'
import { steps } from './steps.ts'

const key = 'earshot.first-run'

const draft = z.object({
  step: z.enum(steps),
  brand: z.object({ name: z.string() }),
  /** The name that queries and feeds were proposed for; null: none were yet. */
  proposedFor: z.string().nullable(),
  queries: z.array(z.string()),
  choices: z.array(feedProposal.extend({ named: z.boolean() })),
  /** What was chosen or left out by hand, by the choice's key. */
  ticks: z.record(z.string(), z.boolean()),
  you: z.object({ name: z.string(), email: z.string() }),
})
export type Draft = z.infer<typeof draft>

const empty: Draft = {
  step: 'brand',
  brand: { name: '' },
  proposedFor: null,
  queries: [],
  choices: [],
  ticks: {},
  you: { name: '', email: '' },
}

/** What was typed before the page was reloaded. A password is never kept. */
export function readDraft(): Draft {
  try {
    return draft.catch(empty).parse(JSON.parse(readStored(key) ?? 'null'))
  } catch {
    return empty
  }
}

/** Keeps what is typed on this device; null forgets it. */
export function writeDraft(typed: Draft | null): void {
  writeStored(key, typed === null ? null : JSON.stringify(typed))
}
