import { z } from 'zod'
import { brandId, previewedItem } from './brand.ts'
import { toHundredths } from './hundredths.ts'
import { mentionId } from './mention.ts'
import { personRef } from './person.ts'
import { sentimentLabels } from './sentiment.ts'
import { line } from './text.ts'

export const lexiconStates = ['proposed', 'active'] as const

/** A word or phrase; a leading `=` asks for exactly these capitals, as in queries. */
export const phrase = line(80).min(1, 'Give a word or a phrase.')
/** Log-odds of “negative”: 3 much worse … 0 says nothing … −3 much better. Rounded to hundredths. */
export const phraseWeight = z
  .number('Give a number from −5 to 5.')
  .min(-5, 'Give a number from −5 to 5.')
  .max(5, 'Give a number from −5 to 5.')
  .overwrite(toHundredths)

/** How a word or phrase is to count when it is said about a brand, instead of what the scorer makes of it. */
export const lexiconEntry = z.object({
  id: z.int().positive(),
  brandId,
  phrase: z.string(),
  weight: z.number(),
  state: z.enum(lexiconStates),
  proposedBy: personRef,
  createdAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
})
export type LexiconEntry = z.infer<typeof lexiconEntry>

/** Anybody who triages may propose one; who may change brands also decides. */
export const newLexiconEntry = z.strictObject({
  brandId,
  phrase,
  weight: phraseWeight,
  /** Decide at once; needs the right to change brands. */
  active: z.boolean().optional(),
})
export type NewLexiconEntry = z.infer<typeof newLexiconEntry>

export const lexiconChange = z.strictObject({
  phrase: phrase.optional(),
  weight: phraseWeight.optional(),
  state: z.literal('active').optional(),
})
export type LexiconChange = z.infer<typeof lexiconChange>

/** What one change of a brand's lexicon would do to its past mentions. Nothing is saved. */
export const lexiconPreviewRequest = z.strictObject({
  brandId,
  /** The entry that would be changed or removed; none: a new one. */
  entryId: z.int().positive().optional(),
  /** Null: it would be removed. */
  entry: z.strictObject({ phrase, weight: phraseWeight }).nullable(),
})
export type LexiconPreviewRequest = z.infer<typeof lexiconPreviewRequest>

const heard = z.object({ score: z.number().nullable(), label: z.enum(sentimentLabels).nullable() })
export const rescoredMention = previewedItem.extend({ id: mentionId, before: heard, after: heard })
export type RescoredMention = z.infer<typeof rescoredMention>

export const lexiconPreview = z.object({
  /** How many of the newest mentions were looked at, and since when they were published. */
  lookedAt: z.int(),
  since: z.iso.datetime().nullable(),
  /** In how many of them the phrase stands. */
  found: z.int(),
  /** How many would get another label, and how many would enter the queue. */
  relabelled: z.int(),
  wouldQueue: z.int(),
  /** Those whose label would change first, then by how far the score moves; at most 20. */
  examples: z.array(rescoredMention),
})
export type LexiconPreview = z.infer<typeof lexiconPreview>

/** The word that led the scorer astray, and the weight that would have set it right. */
export const lexiconOffer = z.object({ phrase: z.string(), weight: z.number() })
export type LexiconOffer = z.infer<typeof lexiconOffer>

/** Bringing what was decided to the mentions of a brand that are there: newest first, a bit at a time. */
export const rescoring = z.object({
  brandId,
  askedAt: z.iso.datetime(),
  /** Null: it goes on. */
  finishedAt: z.iso.datetime().nullable(),
  /** Mentions to look at, looked at so far, and of these changed and put into the queue. */
  total: z.int(),
  seen: z.int(),
  changed: z.int(),
  queued: z.int(),
})
export type Rescoring = z.infer<typeof rescoring>
