import { z } from 'zod'
import { previewedItem, queryText, queueThreshold } from './brand.ts'
import { problemDocument } from './problems.ts'
import { text, webAddress } from './text.ts'

export const feedId = z.int().positive()
export const feedUrl = webAddress('Give an address that starts with https:// or http://.')

/** working: last check succeeded; failing: it did not, and is tried again; waiting: not checked yet; off: not polled. */
export const feedHealths = ['working', 'failing', 'waiting', 'off'] as const

export const feed = z.object({
  id: feedId,
  source: z.string(),
  url: z.string(),
  title: z.string(),
  siteUrl: z.string().nullable(),
  /** Every item of this feed is about this brand, whatever its queries say. */
  brandId: z.int().nullable(),
  enabled: z.boolean(),
  /** Seconds between checks that the admin asks for; the feed's own wishes and failures can lengthen it. */
  intervalSeconds: z.int(),
  health: z.enum(feedHealths),
  nextCheckAt: z.iso.datetime().nullable(),
  checking: z.boolean(),
  lastCheckedAt: z.iso.datetime().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
  lastNewItemAt: z.iso.datetime().nullable(),
  consecutiveFailures: z.int(),
  /** Why the last check failed, as a plain sentence with its code. */
  lastProblem: z.object({ code: z.string(), detail: z.string(), at: z.iso.datetime() }).nullable(),
  items: z.int(),
  mentions: z.int(),
})
export type Feed = z.infer<typeof feed>

export const intervalSeconds = z.coerce
  .number()
  .int()
  .min(10, 'Wait at least 10 seconds between checks.')
  .max(86_400, 'Check at least once a day.')

export const newFeed = z.strictObject({
  url: feedUrl,
  title: text(200).optional(),
  brandId: z.int().positive().nullable().optional(),
  intervalSeconds: intervalSeconds.optional(),
})
export type NewFeed = z.infer<typeof newFeed>

export const feedChange = z.strictObject({
  url: feedUrl.optional(),
  title: text(200).min(1, 'Give a title.').optional(),
  brandId: z.int().positive().nullable().optional(),
  intervalSeconds: intervalSeconds.optional(),
  enabled: z.boolean().optional(),
})
export type FeedChange = z.infer<typeof feedChange>

/** One check of a feed and how it ended. */
export const feedCheck = z.object({
  id: z.int(),
  startedAt: z.iso.datetime(),
  durationMs: z.int(),
  outcome: z.enum(['items', 'unchanged', 'failed']),
  httpStatus: z.int().nullable(),
  bytes: z.int(),
  items: z.int(),
  newItems: z.int(),
  mentions: z.int(),
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
})
export type FeedCheck = z.infer<typeof feedCheck>

/** A dry run: fetch the address now and show what it would bring. Nothing is stored. */
export const feedTestRequest = z.strictObject({
  url: feedUrl,
  /** Queries to try on its items; without any, those of all brands. */
  queries: z
    .array(z.strictObject({ text: queryText }))
    .max(100)
    .optional(),
  queueThreshold: queueThreshold.optional(),
})
export type FeedTestRequest = z.infer<typeof feedTestRequest>

export const feedTest = z.object({
  ok: z.boolean(),
  /** Why it failed; its facts may hold `discovered`, feeds that the page names. */
  problem: problemDocument.nullable(),
  finalUrl: z.string().nullable(),
  format: z.string().nullable(),
  title: z.string().nullable(),
  itemCount: z.int(),
  matched: z.int(),
  queued: z.int(),
  /** At most 20, matched ones first. */
  items: z.array(previewedItem),
  warnings: z.array(z.string()),
  durationMs: z.int(),
})
export type FeedTest = z.infer<typeof feedTest>
