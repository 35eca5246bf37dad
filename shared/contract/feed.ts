import { z } from 'zod'
import { previewedItem, queryText, queueThreshold } from './brand.ts'
import { problemDocument } from './problems.ts'
import { sourceConfig } from './source.ts'
import { text, webAddress } from './text.ts'

export const feedId = z.int().positive()
export const feedUrl = webAddress('Give an address that starts with https:// or http://.')

/**
 * working: the last check succeeded; silent: it did, but nothing new has come for much longer than usual; failing: it
 * did not, and is tried again; waiting: not checked yet; off: not polled.
 */
export const feedHealths = ['working', 'silent', 'failing', 'waiting', 'off'] as const

export const feed = z.object({
  id: feedId,
  source: z.string(),
  /** Where people can open it. */
  url: z.string(),
  /** The same as people write it: a host in its own letters instead of xn--…. */
  address: z.string(),
  config: sourceConfig,
  /** Whether a token is stored for it; the token itself is never sent. */
  hasCredential: z.boolean(),
  /** Whom its checks ask, and who may ask for a pause. */
  host: z.string(),
  /** Listened to without end instead of polled. */
  streamed: z.boolean(),
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
  /** The host asked to be left alone until then, and why. */
  blocked: z.object({ until: z.iso.datetime(), detail: z.string() }).nullable(),
  /** Checks so far, how many of them found nothing changed, and what was fetched, in bytes. */
  checks: z.int(),
  unchangedChecks: z.int(),
  bytesFetched: z.int(),
  /** Usual seconds between new items; null until that is known. */
  rhythmSeconds: z.int().nullable(),
  /** Since when it has been unusually silent. */
  silentSince: z.iso.datetime().nullable(),
  /** What the source says of its limits. */
  quota: z
    .object({
      limit: z.int().nullable(),
      remaining: z.int().nullable(),
      resetAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** New items are pushed by a hub. */
  push: z
    .object({
      state: z.enum(['asked', 'active', 'refused', 'ended']),
      leaseUntil: z.iso.datetime().nullable(),
      lastPushAt: z.iso.datetime().nullable(),
      detail: z.string().nullable(),
    })
    .nullable(),
  items: z.int(),
  mentions: z.int(),
})
export type Feed = z.infer<typeof feed>

export const intervalSeconds = z.coerce
  .number()
  .int()
  .min(10, 'Wait at least 10 seconds between checks.')
  .max(86_400, 'Check at least once a day.')

/** A token or password for the source. */
export const credential = text(2000).min(1, 'Give the token, or leave it out.')

/** Either `url`, the address of an RSS, Atom or JSON feed; or `source` and `config`, whatever the source. */
const whichFeed = {
  url: feedUrl.optional(),
  source: z.string().max(40).optional(),
  config: sourceConfig.optional(),
  credential: credential.optional(),
}
const namesOne = (body: { url?: unknown; source?: unknown; config?: unknown }) =>
  body.url === undefined
    ? body.source !== undefined && body.config !== undefined
    : body.source === undefined && body.config === undefined
const nameOne = { path: ['url'], message: 'Give either the address of a feed, or a source and its settings.' }

const newFeedFields = z.strictObject({
  ...whichFeed,
  title: text(200).optional(),
  brandId: z.int().positive().nullable().optional(),
  intervalSeconds: intervalSeconds.optional(),
})
export const newFeed = newFeedFields.refine(namesOne, nameOne)
export type NewFeed = z.infer<typeof newFeed>

export const feedChange = z.strictObject({
  /** The new address of an RSS, Atom or JSON feed. */
  url: feedUrl.optional(),
  /** The new settings of another source. */
  config: sourceConfig.optional(),
  /** A new token; null takes it away, and so does another address in the settings. */
  credential: credential.nullable().optional(),
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
  /** Where the answer came from, when that is not the feed's own address. */
  finalUrl: z.string().nullable(),
  bytes: z.int(),
  items: z.int(),
  newItems: z.int(),
  mentions: z.int(),
  /** Why it failed; or, of one that brought items, what of them could not be kept. */
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
})
export type FeedCheck = z.infer<typeof feedCheck>

/** A dry run: fetch it now and show what it would bring. Nothing is stored. */
export const feedTestRequest = z
  .strictObject({
    ...whichFeed,
    /** Queries to try on its items; without any, those of all brands. */
    queries: z
      .array(z.strictObject({ text: queryText }))
      .max(100)
      .optional(),
    queueThreshold: queueThreshold.optional(),
  })
  .refine(namesOne, nameOne)
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
  /** Items that are heard already, through another feed or this one. */
  duplicates: z.int(),
  /** At most 20, matched ones first. */
  items: z.array(previewedItem),
  warnings: z.array(z.string()),
  durationMs: z.int(),
})
export type FeedTest = z.infer<typeof feedTest>

/** Any web address: Earshot finds the feeds behind it. */
export const discoverRequest = z.strictObject({ url: feedUrl })

/** An OPML document, as text. */
export const opmlImport = z.strictObject({
  opml: z
    .string()
    .min(1, 'Choose an OPML file.')
    .max(1_000_000, 'An OPML file may have at most 1,000,000 characters.'),
})
export const opmlImported = z.object({
  added: z.int(),
  /** Addresses that are listened to already. */
  known: z.int(),
  /** What could not be read as a feed, and why. */
  refused: z.array(z.object({ url: z.string(), reason: z.string() })),
})
export type OpmlImported = z.infer<typeof opmlImported>
