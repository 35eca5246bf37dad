import { z } from 'zod'

export const mentionStates = [
  'stream',
  'queued',
  'claimed',
  'snoozed',
  'answered',
  'dismissed',
  'aside',
] as const
export type MentionState = (typeof mentionStates)[number]

/** The moves of the state machine, in the words of the screen. Each is one route, one function, one history event. */
export const moveKinds = [
  'queue',
  'bringBack',
  'claim',
  'assign',
  'release',
  'handOff',
  'snooze',
  'answer',
  'dismiss',
  'reopen',
  'note',
  'correct',
  'undo',
] as const
export type MoveKind = (typeof moveKinds)[number]

export const dismissReasons = ['not_about_us', 'no_answer_needed', 'spam', 'duplicate', 'other'] as const
export type DismissReason = (typeof dismissReasons)[number]

/** What was published longer ago than this, nobody waits on any more: it does not enter the queue by itself. */
export const queueableDays = 30

/** How long a move can be taken back by the person who made it. */
export const undoSeconds = 10

/** Header that makes a repeated move answer with the first one's result instead of moving twice. */
export const idempotencyHeader = 'idempotency-key'
export const idempotencyKey = z
  .string()
  .regex(/^[\w-]{8,100}$/, 'An idempotency key has 8 to 100 letters, digits, - or _.')
