import { z } from 'zod'
import { mentionCard, mentionId, revisions } from './mention.ts'
import { personRef } from './person.ts'

/** Who has a mention open, and whether they are writing an answer. */
export const viewers = z.object({
  mentionId,
  people: z.array(personRef.extend({ replying: z.boolean() })),
})
export type Viewers = z.infer<typeof viewers>

/**
 * What of Setup can change apart from the rest. `trust`: what is counted from staff's labels, as samples, agreement,
 * calibration and what thresholds mean. `topics`: what rises.
 */
export const setupPart = z.enum(['brands', 'trust', 'topics', 'feeds', 'people'])
export type SetupPart = z.infer<typeof setupPart>

/**
 * One entry of a brand's change log. A client that is at revision n applies n + 1, ignores n and below, and
 * refetches its snapshots on a gap. Cards are as new as this revision or newer, so that applying twice is harmless.
 */
export const change = z.object({
  brandId: z.int(),
  revision: z.int(),
  mentions: z.array(mentionCard),
  /** More mentions changed than are carried here: refetch instead of applying. */
  truncated: z.boolean(),
})
export type Change = z.infer<typeof change>

/** Server → client. Every payload is parsed by the receiver; the socket's types are derived from this table. */
export const serverEvents = {
  /** First event on every connection: where the logs stand now. */
  hello: z.object({ revisions }),
  change,
  /** Repeated every few seconds, so that a lost message shows as a gap. */
  revisions: z.object({ revisions }),
  viewers,
  /** Something in Setup changed: refetch it; with `brands` also `trust` and `topics`. */
  setup: z.object({ what: setupPart }),
  /** The server closes the socket after this: signed out, disabled, or rights changed. */
  farewell: z.object({ reason: z.enum(['signed_out', 'rights_changed', 'shutting_down']) }),
} as const

/** Client → server. */
export const clientEvents = {
  /** What this tab looks at; repeated every 5 s while open, forgotten 12 s after the last. */
  view: z.strictObject({ mentionId: mentionId.nullable(), replying: z.boolean() }),
} as const

type Emits<Table extends Record<string, z.ZodType>> = {
  [Name in keyof Table]: (payload: z.infer<Table[Name]>) => void
}
export type ServerEvents = Emits<typeof serverEvents>
export type ClientEvents = Emits<typeof clientEvents>
/** Path of the socket.io endpoint. */
export const livePath = '/api/live'
