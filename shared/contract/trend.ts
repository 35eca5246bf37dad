import { z } from 'zod'
import { text } from './text.ts'

/** Trends over mentions published in [from, to), by brand and source. Times in ISO 8601. */
export const trendRequest = z.strictObject({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  brandId: z.coerce.number().int().positive().optional(),
  source: text(40).optional(),
  labelId: z.coerce.number().int().positive().optional(),
  /** IANA name; day buckets begin at its midnight. */
  timeZone: z.string().max(60).default('UTC'),
})
export type TrendRequest = z.infer<typeof trendRequest>

export const trendBuckets = ['minute', 'hour', 'day'] as const

const labelCounts = z.object({
  negative: z.int(),
  neutral: z.int(),
  positive: z.int(),
  unscored: z.int(),
})

/** Seconds; null when there is nothing to measure. Still-waiting mentions count with the time they have waited so far. */
const waits = z.object({
  /** Mentions that needed an answer. */
  count: z.int(),
  /** Of these, still waiting. */
  waiting: z.int(),
  median: z.number().nullable(),
  /** The median if those who still wait were never answered: it cannot get longer. Null when that is without end. */
  medianAtMost: z.number().nullable(),
  p90: z.number().nullable(),
})

const sums = z.object({
  total: z.int(),
  labels: labelCounts,
  /** (positive − negative) / scored, −1…1; null without scored mentions. */
  netSentiment: z.number().nullable(),
  needed: z.int(),
  answered: z.int(),
  dismissed: z.int(),
  firstResponse: waits,
  resolution: waits,
})

export const trends = z.object({
  bucket: z.enum(trendBuckets),
  /** Oldest first, without holes; the bucket's end is the next one's start. */
  series: z.array(labelCounts.extend({ start: z.iso.datetime(), end: z.iso.datetime() })),
  current: sums,
  /** The same length of time just before. */
  previous: sums,
  byBrand: z.array(
    labelCounts.extend({ brandId: z.int(), name: z.string(), total: z.int(), waiting: z.int() }),
  ),
  /** Labels by rule; a mention may have several, or none. */
  byLabel: z.array(
    labelCounts.extend({
      labelId: z.int(),
      brandId: z.int(),
      name: z.string(),
      total: z.int(),
      waiting: z.int(),
    }),
  ),
  bySource: z.array(labelCounts.extend({ source: z.string(), total: z.int(), waiting: z.int() })),
  /** Needing an answer now, whenever published. */
  backlog: z.object({
    queued: z.int(),
    claimed: z.int(),
    snoozed: z.int(),
    longestWaitSince: z.iso.datetime().nullable(),
    longestWaitMentionId: z.int().nullable(),
  }),
})
export type Trends = z.infer<typeof trends>
