import { z } from 'zod'
import { brandId, previewedItem, queryText } from './brand.ts'
import { personRef } from './person.ts'

export const exclusionStates = ['proposed', 'active', 'ended'] as const

/** What a brand does not want to hear, in the words of a query. It only sets mentions aside. */
export const exclusion = z.object({
  id: z.int().positive(),
  brandId,
  text: z.string(),
  state: z.enum(exclusionStates),
  proposedBy: personRef,
  createdAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  /** Mentions that it has set aside so far. */
  hidden: z.int(),
})
export type Exclusion = z.infer<typeof exclusion>

/** Anybody who triages may propose one; who may change brands also decides. */
export const newExclusion = z.strictObject({
  brandId,
  text: queryText,
  /** Decide at once; needs the right to change brands. */
  active: z.boolean().optional(),
})
export type NewExclusion = z.infer<typeof newExclusion>

export const exclusionChange = z.strictObject({
  state: z.enum(['active', 'ended']),
  /** On ending: bring back what it has set aside. */
  bringBack: z.boolean().optional(),
})
export type ExclusionChange = z.infer<typeof exclusionChange>

/** What an exclusion would have set aside among the mentions of the last 30 days. */
export const exclusionPreviewRequest = z.strictObject({ brandId, text: queryText })
export const exclusionPreview = z.object({
  lookedAt: z.int(),
  hidden: z.int(),
  /** Of those, how many were complaints that entered the queue, and how many were answered: reasons not to. */
  queued: z.int(),
  answered: z.int(),
  /** The newest, at most 20, complaints first. */
  examples: z.array(previewedItem),
})
export type ExclusionPreview = z.infer<typeof exclusionPreview>
