import { z } from 'zod'
import { queueThreshold } from './brand.ts'
import { handleKinds } from './known-handle.ts'
import { personRef } from './person.ts'
import {
  constant,
  contribution,
  cue,
  sentiment,
  sentimentLabels,
  span,
  urgencyKinds,
  urgencyReason,
} from './sentiment.ts'
import { text } from './text.ts'
import { dismissReasons, mentionStates, moveKinds } from './triage.ts'

export const mentionId = z.int().positive()
/** 0 none, 1 low, 2 medium, 3 high: how bad it is, apart from how long it waits and who may read it. */
export const severity = z.int().min(0).max(3)

/** Why a mention is set aside: an exclusion of its brand, in these words, or its author has deleted the post. */
export const setAside = z.object({
  kind: z.enum(['exclusion', 'deleted']),
  exclusionId: z.int().nullable(),
  words: z.string(),
})
export type SetAside = z.infer<typeof setAside>

/** A mention as lists and live events carry it: everything a row shows and every field that a filter reads. */
export const mentionCard = z.object({
  id: mentionId,
  brandId: z.int(),
  feedId: z.int(),
  source: z.string(),
  state: z.enum(mentionStates),
  /** Grows by one with every move. */
  version: z.int(),
  owner: personRef.nullable(),
  title: z.string(),
  /** The beginning of the text, at most `excerptLength` characters. */
  excerpt: z.string(),
  author: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: z.iso.datetime(),
  heardAt: z.iso.datetime(),
  sentiment,
  severity,
  /** The kinds of its reasons to hurry, the gravest first. */
  urgency: z.array(z.enum(urgencyKinds)),
  /** Labels that it has by rule. */
  labelIds: z.array(z.int()),
  potentialReach: z.int().nullable(),
  /** The queue's order, earliest first: when it was published, less its head start (`priorityParts`). */
  priorityAt: z.iso.datetime(),
  queuedAt: z.iso.datetime().nullable(),
  claimedAt: z.iso.datetime().nullable(),
  firstResponseAt: z.iso.datetime().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  snoozedUntil: z.iso.datetime().nullable(),
  snoozedUntilActivity: z.boolean(),
  dismissReason: z.enum(dismissReasons).nullable(),
  handOffs: z.int(),
  notes: z.int(),
  /** In how many places the same post was heard. */
  sightings: z.int(),
  /** The first mention of the story that this one repeats; null: it stands alone, or is the first. */
  storyId: mentionId.nullable(),
  /** On the first of a story: how many mentions tell it, this one included. */
  storySize: z.int(),
  /** The author is one of ours, as far as is known. */
  authorKind: z.enum(handleKinds).nullable(),
  /** Why it is set aside. */
  setAside: setAside.nullable(),
})
export type MentionCard = z.infer<typeof mentionCard>

export const historyKinds = [
  ...moveKinds,
  'heard',
  'woken',
  'reopenedByAuthor',
  'saidBefore',
  'setAside',
  'deletedByAuthor',
] as const
export const historyEvent = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  kind: z.enum(historyKinds),
  /** Null: Earshot itself. */
  actor: personRef.nullable(),
  /** What the move said: to whom, why, until when, which text. */
  detail: z.object({
    to: personRef.optional(),
    from: personRef.optional(),
    reason: z.string().optional(),
    comment: z.string().optional(),
    until: z.string().optional(),
    untilActivity: z.boolean().optional(),
    text: z.string().optional(),
    /** A correction: what was said to be right, and what stood before. */
    label: z.enum(sentimentLabels).nullish(),
    was: z.enum(sentimentLabels).nullish(),
    replyUrl: z.string().optional(),
    /** Undo: the kind of the move that was taken back. */
    undone: z.string().optional(),
    mentionId: z.int().optional(),
  }),
  /** The move was taken back afterwards. */
  takenBack: z.boolean(),
})
export type HistoryEvent = z.infer<typeof historyEvent>

/**
 * Why what sounds negative stands in the stream; the first of these that is so. `ours`: its author is one of ours. `old`:
 * published longer ago than the queue looks back. `above`: it scores above what the brand queues. `sameStory`: another of its
 * story has been in the queue for all of them. `cameBack`: it was set aside and brought back. `before`: it would be queued
 * if it were heard now; what kept it out before holds no more (the brand's settings, the scorer, what is known of its author,
 * another of its story in the queue), or it was in the queue and taken back.
 */
export const notQueued = z.discriminatedUnion('why', [
  z.object({ why: z.enum(['ours', 'old', 'cameBack', 'before']) }),
  z.object({ why: z.literal('above'), threshold: queueThreshold }),
  z.object({ why: z.literal('sameStory'), by: mentionCard }),
])
export type NotQueued = z.infer<typeof notQueued>

export const mentionDetail = z.object({
  card: mentionCard,
  text: z.string(),
  authorUrl: z.string().nullable(),
  /** Where a person can answer it, when that is not the card's url. */
  replyUrl: z.string().nullable(),
  /** Counts that the source gives. */
  engagement: z
    .object({
      likes: z.int().optional(),
      shares: z.int().optional(),
      replies: z.int().optional(),
      views: z.int().optional(),
    })
    .nullable(),
  /** Null: it is no complaint that stands in the stream. */
  notQueued: notQueued.nullable(),
  feed: z.object({ id: z.int(), title: z.string() }),
  brand: z.object({ id: z.int(), name: z.string(), answerWithinMinutes: z.int() }),
  /** In the text's order, without overlap. */
  contributions: z.array(contribution),
  /** Null: not scored. */
  constant: constant.nullable(),
  cues: z.array(cue),
  /** Its reasons to hurry, the gravest first. */
  urgency: z.array(urgencyReason),
  /** Where each query matched. */
  matches: z.array(z.object({ queryId: z.int(), queryText: z.string(), spans: z.array(span) })),
  /** Where else the same post was heard. */
  seenIn: z.array(
    z.object({
      feedId: z.int(),
      feedTitle: z.string(),
      url: z.string().nullable(),
      heardAt: z.iso.datetime(),
    }),
  ),
  /** Others that tell the same story, newest first, at most 20; on a repeating one also the first. */
  story: z.array(mentionCard),
  /** Oldest first. */
  history: z.array(historyEvent),
  /** What the same author said about the same brand before, newest first, at most ten. */
  earlier: z.array(mentionCard),
  /** Revision of the brand's change log that this detail is at least as new as. */
  revision: z.int(),
})
export type MentionDetail = z.infer<typeof mentionDetail>

export const lanes = [
  'queue',
  'mine',
  'claimed',
  'snoozed',
  'answered',
  'dismissed',
  'stream',
  'unscored',
  'aside',
] as const
export type Lane = (typeof lanes)[number]

/** Which mentions: the same object is the list's query string, the screen's URL and the live filter. */
export const mentionFilter = z.strictObject({
  lane: z.enum(lanes).default('queue'),
  brandId: z.coerce.number().int().positive().optional(),
  source: text(40).optional(),
  feedId: z.coerce.number().int().positive().optional(),
  label: z.enum([...sentimentLabels, 'unscored']).optional(),
  ownerId: z.coerce.number().int().positive().optional(),
  /** Labelled by this rule. */
  labelId: z.coerce.number().int().positive().optional(),
  /** Behind this rising topic. */
  topicId: z.coerce.number().int().positive().optional(),
  /** Set aside by this exclusion. */
  exclusionId: z.coerce.number().int().positive().optional(),
  /** Published at or after / before. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** `answer`: only those that ever needed one; `waiting`: those that need one and have none yet. */
  needed: z.enum(['answer', 'waiting']).optional(),
  /** Words that must all occur in title, text or author. Answered from the search index, some seconds behind. */
  search: text(200).min(1).optional(),
})
export type MentionFilter = z.infer<typeof mentionFilter>

/** The newest revision of each brand that a snapshot includes. */
export const revisions = z.record(z.string().regex(/^\d+$/), z.int())
export type Revisions = z.infer<typeof revisions>

export const mentionPage = z.object({
  mentions: z.array(mentionCard),
  /** Opaque; null on the last page. */
  nextCursor: z.string().nullable(),
  revisions,
})
export type MentionPage = z.infer<typeof mentionPage>

/** Counts stop at 1,000 because an exact count of a long list costs more than it tells. */
export const countCap = 1000
export const laneCounts = z.object({
  counts: z.record(z.enum(lanes), z.int()),
  /** Publication of the mention that waits longest for its first answer (queued, claimed or snoozed), if any. */
  longestWaitSince: z.iso.datetime().nullable(),
  longestWaitMentionId: mentionId.nullable(),
  revisions,
})
export type LaneCounts = z.infer<typeof laneCounts>
