import { z } from 'zod'
import { personId } from './person.ts'
import { sentimentLabels } from './sentiment.ts'
import { text, webAddress } from './text.ts'
import { dismissReasons, type MoveKind } from './triage.ts'

const words = (max: number, ask: string) => text(max).min(1, ask)

/** Bodies of the moves. Strict: an unknown field is refused, not ignored. */
export const moveBodies = {
  queue: z.strictObject({}),
  bringBack: z.strictObject({}),
  claim: z.strictObject({}),
  assign: z.strictObject({ personId }),
  release: z.strictObject({}),
  handOff: z.strictObject({ personId, reason: words(500, 'Say why, so that your colleague need not ask.') }),
  snooze: z
    .strictObject({
      /** ISO 8601 moment, in the future, at most a year ahead. */
      until: z.iso
        .datetime({ offset: true, error: 'Give a moment, such as 2030-01-31T09:00:00Z.' })
        .optional(),
      /** Wake when the same author posts about the same brand again. */
      untilActivity: z.boolean().optional(),
    })
    .refine((body) => body.until !== undefined || body.untilActivity === true, {
      path: ['until'],
      message: 'Say until when, or that new activity ends it.',
    }),
  answer: z.strictObject({
    text: words(10_000, 'Write the answer first.'),
    /** Where the answer stands in public, when the person has posted it. */
    replyUrl: webAddress('Give the address of the reply, starting with https://.').optional(),
  }),
  dismiss: z
    .strictObject({ reason: z.enum(dismissReasons), comment: words(500, 'Say why.').optional() })
    .refine((body) => body.reason !== 'other' || body.comment !== undefined, {
      path: ['comment'],
      message: 'Say why, so that the next person understands.',
    }),
  reopen: z.strictObject({}),
  note: z.strictObject({ text: words(5000, 'Write the note first.') }),
  /** How it sounds to a person; the same as the scorer's confirms it. Null: let the scorer's count again. */
  correct: z.strictObject({
    label: z.enum(sentimentLabels, 'Say negative, neutral or positive.').nullable(),
  }),
  undo: z.strictObject({}),
} as const
export type MoveBody<K extends MoveKind> = z.infer<(typeof moveBodies)[K]>
