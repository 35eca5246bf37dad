import { z } from 'zod'
import { brandId } from './brand.ts'
import { mentionCard } from './mention.ts'

/** What a threshold would mean, for each of many thresholds, worst score first. */
export const thresholdPoint = z.object({
  threshold: z.number().min(-1).max(1),
  /** Mentions a day that it would put into the queue. */
  perDay: z.number(),
  /** Of those in the queue, which part is negative; of all that are negative, which part is in the queue. 0…1. */
  precision: z.number().nullable(),
  recall: z.number().nullable(),
})
export const thresholdPicture = z.object({
  brandId,
  /** Days and mentions that the figures are from. */
  days: z.number(),
  mentions: z.int(),
  /** Labels of staff that they are from; with few of them, public texts speak for the rest. */
  corrections: z.int(),
  /** Of these, labels of the daily samples. */
  sampled: z.int(),
  /** Which part of the estimate still comes from public texts, 0…1. */
  fromPublic: z.number(),
  points: z.array(thresholdPoint),
})
export type ThresholdPicture = z.infer<typeof thresholdPicture>

/** A day's sample of what was not queued, to be looked at by staff. */
export const sample = z.object({
  /** Of the person's newest samples: the day it was drawn, ISO 8601 date. */
  day: z.iso.date().nullable(),
  mentions: z.array(mentionCard),
  /** Over the last 30 days: drawn, looked at, and of these found to be complaints that the queue had missed. */
  drawn: z.int(),
  reviewed: z.int(),
  missed: z.int(),
  /** Of all complaints, the part that the queue caught, by these samples: estimate and 95 % interval; null: too few. */
  recall: z.object({ estimate: z.number(), low: z.number(), high: z.number() }).nullable(),
})
export type Sample = z.infer<typeof sample>

const agreed = z.object({
  /** Labels that staff gave, and how many of them are the scorer's. */
  labelled: z.int(),
  agreed: z.int(),
})
/** How often staff give the label that the scorer gave, over the last 12 weeks. */
export const agreement = z.object({
  all: agreed,
  /** Oldest first, without holes. */
  weeks: z.array(agreed.extend({ start: z.iso.datetime() })),
  bySource: z.array(agreed.extend({ source: z.string(), weeks: z.array(agreed) })),
  byLanguage: z.array(agreed.extend({ language: z.string().nullable(), weeks: z.array(agreed) })),
  /** Rows: what the scorer said (or could not); columns: what staff say. */
  confusion: z.array(
    z.object({
      scored: z.enum(['negative', 'neutral', 'positive', 'unscored']),
      negative: z.int(),
      neutral: z.int(),
      positive: z.int(),
    }),
  ),
})
export type Agreement = z.infer<typeof agreement>
