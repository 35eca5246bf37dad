import { z } from 'zod'

/** One field of a source's form. All values travel as text; the source itself parses them. */
export const sourceField = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  kind: z.enum(['text', 'address', 'choice']),
  required: z.boolean(),
  placeholder: z.string(),
  /** For `choice`. The first is the default. */
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** Rarely needed: shown on demand. */
  advanced: z.boolean().optional(),
})
export type SourceField = z.infer<typeof sourceField>

/** A kind of place that Earshot can listen to, and what it asks of an admin. */
export const source = z.object({
  source: z.string(),
  name: z.string(),
  about: z.string(),
  fields: z.array(sourceField),
  credential: z.object({ label: z.string(), help: z.string(), required: z.boolean() }).nullable(),
  /** Listened to without end instead of polled. */
  streamed: z.boolean(),
})
export type Source = z.infer<typeof source>

/** What a source needs to know of a feed. */
export const sourceConfig = z.record(z.string().max(40), z.string().max(2000))

/** A feed that Earshot proposes: found behind an address, or for a brand's name. */
export const feedProposal = z.object({
  source: z.string(),
  /** What people call the source. */
  sourceName: z.string(),
  /** Listened to without end instead of polled. */
  streamed: z.boolean(),
  config: sourceConfig,
  title: z.string(),
  /** The feed's public address. */
  url: z.string(),
})
export type FeedProposal = z.infer<typeof feedProposal>

/** What to listen to for a brand of this name: queries, and feeds over every source that needs no token. */
export const brandProposal = z.object({
  queries: z.array(z.object({ text: z.string() })),
  feeds: z.array(feedProposal),
})
export type BrandProposal = z.infer<typeof brandProposal>
