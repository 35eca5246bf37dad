import { z } from 'zod'
import { mentionFilter, mentionId } from '../../shared/contract/mention.ts'

/** The queue's place: which list, and which of its mentions is open. */
export const queueSearch = mentionFilter.extend({ mention: z.coerce.number().pipe(mentionId).optional() })
export type QueueSearch = z.infer<typeof queueSearch>

/** A Setup list's place: which of its things is open in the sheet. */
export const setupSearch = z.object({
  selected: z.union([z.literal('new'), z.coerce.number().int().positive()]).optional(),
})
export type SetupSearch = z.infer<typeof setupSearch>

/** Whose sample is reviewed; without a brand, of all of them. */
export const reviewSearch = z.object({ brandId: z.coerce.number().int().positive().optional() })
export type ReviewSearch = z.infer<typeof reviewSearch>
