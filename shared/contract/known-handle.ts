import { z } from 'zod'
import { text } from './text.ts'

export const handleKinds = ['staff', 'partner'] as const
export type HandleKind = (typeof handleKinds)[number]

/** A handle of our own people or partners: what they post is no customer's call for help. */
export const knownHandle = z.object({
  id: z.int().positive(),
  /** Null: at every source. */
  source: z.string().nullable(),
  /** Lower case, without a leading @. */
  handle: z.string(),
  kind: z.enum(handleKinds),
  /** Who it is. */
  name: z.string(),
})
export type KnownHandle = z.infer<typeof knownHandle>

export const newKnownHandle = z.strictObject({
  source: z.string().max(40).nullable().optional(),
  handle: text(200).min(1, 'Give the handle, such as @acme_help.'),
  kind: z.enum(handleKinds),
  name: text(80).optional(),
})
export type NewKnownHandle = z.infer<typeof newKnownHandle>
