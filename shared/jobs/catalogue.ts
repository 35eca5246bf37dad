import { z } from 'zod'

/** Rounds are short and keep time; listening may wait for slow feeds. Kept apart so that neither holds up the other. */
export const queueNames = ['rounds', 'listening'] as const
export type QueueName = (typeof queueNames)[number]

type Definition<Payload extends z.ZodType> = {
  queue: QueueName
  payload: Payload
  /** What makes two jobs the same: while one waits, another is not added; while it runs, one more is kept for after. */
  key: (payload: z.infer<Payload>) => string
  /** Tries until the job is given up, its first included. Crashes of the worker do not count. */
  attempts: number
  /** Wait before the second try, doubled for each further one. */
  backoffMs: number
  /** A try that takes longer has failed. */
  timeoutMs: number
  /** Higher comes later; 0 comes first. */
  priority: number
}

function define<Payload extends z.ZodType>(definition: Definition<Payload>): Definition<Payload> {
  return definition
}

const round = (timeoutMs: number) =>
  define({
    queue: 'rounds',
    payload: z.strictObject({}),
    key: () => 'only',
    // The next round comes by itself.
    attempts: 1,
    backoffMs: 0,
    timeoutMs,
    priority: 0,
  })

const id = z.int().positive()

/**
 * Every background job. A job only hurries what the database says is owed, so that losing one loses nothing: the
 * sweep adds it again.
 */
export const catalogue = {
  /**
   * Hands out what is owed: feeds that are due, hubs to be asked, and brands whose kept items are still to be matched, or
   * whose mentions are to be judged again or looked through for what rises.
   */
  sweep: round(30_000),
  'wake-snoozed': round(30_000),
  /** Fills the full-text index, some seconds behind. */
  'index-search': round(60_000),
  /** Deletes what need not be kept. */
  prune: round(300_000),
  /** Draws the daily samples of what was not queued. */
  'draw-samples': round(120_000),
  /** Fits percentages to the labels of staff. */
  calibrate: round(60_000),
  'poll-feed': define({
    queue: 'listening',
    payload: z.strictObject({ feedId: id }),
    key: ({ feedId }) => String(feedId),
    attempts: 3,
    backoffMs: 1_000,
    // A flood is stored batch by batch, between the items of other feeds.
    timeoutMs: 600_000,
    priority: 0,
  }),
  /** Asks the hub of a feed to push, to go on, or to stop. */
  'ask-hub': define({
    queue: 'listening',
    payload: z.strictObject({ feedId: id }),
    key: ({ feedId }) => String(feedId),
    // The next sweep adds it again when it is due again.
    attempts: 1,
    backoffMs: 0,
    timeoutMs: 60_000,
    priority: 5,
  }),
  /** Matches a new or changed brand against the items kept. */
  'match-kept': define({
    queue: 'listening',
    payload: z.strictObject({ brandId: id }),
    key: ({ brandId }) => String(brandId),
    attempts: 3,
    backoffMs: 1_000,
    timeoutMs: 300_000,
    priority: 10,
  }),
  /** Judges a brand's mentions again, as far as it gets in a minute; the next sweep adds it again while some are left. */
  rescore: define({
    queue: 'listening',
    payload: z.strictObject({ brandId: id }),
    key: ({ brandId }) => String(brandId),
    attempts: 3,
    backoffMs: 1_000,
    timeoutMs: 180_000,
    priority: 20,
  }),
  /** Looks for what rises among a brand's mentions. */
  'find-topics': define({
    queue: 'listening',
    payload: z.strictObject({ brandId: id }),
    key: ({ brandId }) => String(brandId),
    // The next look comes by itself.
    attempts: 1,
    backoffMs: 0,
    timeoutMs: 120_000,
    priority: 30,
  }),
} as const

export type JobName = keyof typeof catalogue
export type JobPayload<Name extends JobName> = z.infer<(typeof catalogue)[Name]['payload']>

export const jobNames = Object.keys(catalogue) as JobName[]
