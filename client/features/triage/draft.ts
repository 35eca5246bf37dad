import { z } from 'zod'
import { readStored, storedKeys, writeStored } from '../../lib/storage.ts'

/** What somebody has written about a mention and not sent yet. `copied`: the answer was copied to be posted. */
const draft = z.object({
  answer: z.string(),
  replyUrl: z.string(),
  note: z.string(),
  copied: z.boolean(),
  savedAt: z.number(),
})
export type Draft = z.infer<typeof draft>

const prefix = 'earshot.draft.'
const keptMs = 30 * 24 * 3_600_000

export const emptyDraft: Draft = { answer: '', replyUrl: '', note: '', copied: false, savedAt: 0 }

/** A person's draft for a mention on this device; it outlives reloads, sign-outs and failures. */
export function readDraft(personId: number, mentionId: number): Draft {
  const stored = readStored(keyOf(personId, mentionId))
  if (stored === null) return emptyDraft
  try {
    return draft.catch(emptyDraft).parse(JSON.parse(stored))
  } catch {
    return emptyDraft
  }
}

/** @returns whether it is kept on this device; an empty draft is removed. */
export function writeDraft(personId: number, mentionId: number, next: Draft): boolean {
  const empty = next.answer === '' && next.note === '' && next.replyUrl === ''
  return writeStored(
    keyOf(personId, mentionId),
    empty ? null : JSON.stringify({ ...next, savedAt: Date.now() }),
  )
}

/** Removes drafts that nobody came back to for a month. */
export function pruneDrafts(now: number): void {
  for (const key of storedKeys(prefix)) {
    const saved = /"savedAt":(\d+)/.exec(readStored(key) ?? '')
    if (saved === null || now - Number(saved[1]) > keptMs) writeStored(key, null)
  }
}

function keyOf(personId: number, mentionId: number): string {
  return `${prefix}${personId}.${mentionId}`
}
