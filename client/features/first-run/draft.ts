import { z } from 'zod'
import { readStored, writeStored } from '../../lib/storage.ts'

const key = 'earshot.first-run'

const draft = z.object({
  you: z.object({ name: z.string(), email: z.string() }),
  brand: z.object({ name: z.string(), query: z.string() }),
  feed: z.object({ url: z.string() }),
})
export type Draft = z.infer<typeof draft>

const empty: Draft = { you: { name: '', email: '' }, brand: { name: '', query: '' }, feed: { url: '' } }

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
