import { z } from 'zod'
import { topicWindows } from '../../../shared/contract/topic.ts'

export const ranges = ['24h', '7d', '30d', '90d', 'custom'] as const
export type Range = (typeof ranges)[number]

/** Pulse's place in the URL. */
export const pulseSearch = z.object({
  range: z.enum(ranges).default('7d'),
  /** First and last day of a custom range, both included, on the reader's calendar. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  brandId: z.coerce.number().int().positive().optional(),
  source: z.string().max(40).optional(),
  labelId: z.coerce.number().int().positive().optional(),
  /** In which window words rise; a day when it is not said. */
  rising: z.enum(topicWindows).optional(),
})
export type PulseSearch = z.infer<typeof pulseSearch>
