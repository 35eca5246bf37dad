import { z } from 'zod'
import { toHundredths } from './hundredths.ts'
import { span } from './sentiment.ts'
import { text } from './text.ts'

export const brandId = z.int().positive()
export const brandName = text(80).min(1, 'Give the brand a name.')
export const queryText = text(2000).min(1, 'Write what to listen for, for example "acme air" OR @acmeair.')
/** A mention enters the queue when its score is at or below this. −1…1, rounded to hundredths. */
export const queueThreshold = z
  .number('Give a number from −1 to 1.')
  .min(-1, 'Give a number from −1 to 1.')
  .max(1, 'Give a number from −1 to 1.')
  .overwrite(toHundredths)
/** Of brands that do not say otherwise: nearly all that is called negative, and nothing that is not. */
export const defaultQueueThreshold = -0.05

/** Minutes in which the brand wants ordinary mentions to be answered: its SLA. */
export const answerWithinMinutes = z
  .int('Give whole minutes.')
  .min(5, 'Give at least 5 minutes.')
  .max(43_200, 'Give at most 30 days.')
export const defaultAnswerWithinMinutes = 1440

export const query = z.object({ id: z.int().positive(), text: z.string() })

export const brand = z.object({
  id: brandId,
  name: z.string(),
  queries: z.array(query),
  queueThreshold,
  /** What gives a grave reason to hurry enters the queue, unless it sounds positive; danger does even then. */
  queueUrgent: z.boolean(),
  answerWithinMinutes,
  archived: z.boolean(),
  createdAt: z.iso.datetime(),
})
export type Brand = z.infer<typeof brand>

export const newBrand = z.strictObject({
  name: brandName,
  queries: z
    .array(z.strictObject({ text: queryText }))
    .min(1, 'Give at least one query.')
    .max(100, 'Use at most 100 queries; join some with OR.'),
  queueThreshold: queueThreshold.optional(),
  queueUrgent: z.boolean().optional(),
  answerWithinMinutes: answerWithinMinutes.optional(),
})
export type NewBrand = z.infer<typeof newBrand>

const eachOnce = (queries: { id?: number | undefined }[]) => {
  const ids = queries.flatMap(({ id }) => id ?? [])
  return new Set(ids).size === ids.length
}

export const brandChange = z.strictObject({
  name: brandName.optional(),
  /** The whole new list: one with an id stays or changes, one without is new, a missing one is removed. */
  queries: z
    .array(z.strictObject({ id: z.int().positive().optional(), text: queryText }))
    .min(1, 'Keep at least one query.')
    .max(100, 'Use at most 100 queries; join some with OR.')
    .refine(eachOnce, 'A query is in this list twice.')
    .optional(),
  queueThreshold: queueThreshold.optional(),
  queueUrgent: z.boolean().optional(),
  answerWithinMinutes: answerWithinMinutes.optional(),
  archived: z.boolean().optional(),
})
export type BrandChange = z.infer<typeof brandChange>

/** What queries and a threshold would have matched among the items kept, before anything is saved. */
export const brandPreviewRequest = z.strictObject({
  /** The saved brand to compare with. */
  brandId: brandId.optional(),
  queries: z
    .array(z.strictObject({ text: queryText }))
    .min(1)
    .max(100),
  queueThreshold: queueThreshold.optional(),
  queueUrgent: z.boolean().optional(),
})
export type BrandPreviewRequest = z.infer<typeof brandPreviewRequest>

export const previewedItem = z.object({
  title: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  matched: z.boolean(),
  /** The words that matched; none when only its author, site and the like did. */
  spans: z.array(span),
  score: z.number().nullable(),
  label: z.string().nullable(),
  /** Whether it would enter the queue. */
  queued: z.boolean(),
})
export type PreviewedItem = z.infer<typeof previewedItem>
export const brandPreview = z.object({
  /** How many kept items were looked at, and over how many days they reach. */
  itemsLookedAt: z.int(),
  days: z.number(),
  matched: z.int(),
  queued: z.int(),
  /** There were too many to look for all that repeat others: `queued`, here or of examples, may say too much. */
  queuedAtMost: z.boolean(),
  /** For each query of the request, in its order, how many it matches alone. */
  matchedByQuery: z.array(z.int()),
  /** The newest matches, at most 20. */
  examples: z.array(previewedItem),
  /** Against the saved version of the brand; null when there is none. Examples: the newest, at most 20. */
  won: z.object({ count: z.int(), examples: z.array(previewedItem) }).nullable(),
  lost: z.object({ count: z.int(), examples: z.array(previewedItem) }).nullable(),
})
export type BrandPreview = z.infer<typeof brandPreview>
