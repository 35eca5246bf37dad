import { z } from 'zod'
import { brandId } from './brand.ts'

export const topicId = z.int().positive()
export const topicWindows = ['day', 'week'] as const
export type TopicWindow = (typeof topicWindows)[number]

/** A word or phrase that more people use about a brand than they usually do. */
export const topic = z.object({
  id: topicId,
  brandId,
  /** As most people write it. */
  words: z.string(),
  /** Other forms that are counted with it, most used first, without `words`. */
  variants: z.array(z.string()),
  /** The last 24 hours, or the last seven days. */
  window: z.enum(topicWindows),
  /** Mentions that say it in the window, how many of them are negative, and how many are usual for such a time. */
  mentions: z.int(),
  negative: z.int(),
  usual: z.number(),
  /** Probability that so many say it by chance, after correcting for how many words were looked at. */
  chance: z.number(),
  /** Mentions a day, oldest first, over the 28 days up to now. */
  days: z.array(z.int()),
})
export type Topic = z.infer<typeof topic>

export const topics = z.object({
  topics: z.array(topic),
  /** Brands that have too little past to say what rises in a window, and why. */
  tooFew: z.array(z.object({ brandId, window: z.enum(topicWindows), why: z.string() })),
  /** When they were looked for last. */
  computedAt: z.iso.datetime().nullable(),
})
export type Topics = z.infer<typeof topics>
