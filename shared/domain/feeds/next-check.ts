const hour = 3600
const day = 24 * hour
const jitterShare = 0.1
/** A feed that rarely speaks is asked so often between two of its items, and at least hourly. */
const checksPerItem = 20
const rareSeconds = hour

/** Up to a tenth later, so that feeds that were added together do not stay together. `random`: 0…1. */
const jitter = (seconds: number, random: number) => seconds * (1 + jitterShare * random)

/** Who has a say in when a feed is checked again after a check that succeeded; seconds, null where nothing is said. */
export type Wishes = {
  /** The admin's. */
  interval: number
  /** The source's least, whatever the admin asks for. */
  least?: number
  /** The document's or its headers'. */
  suggested: number | null
  /** Usually between two items. */
  usualGap?: number | null
  /** Since the newest item. */
  quietFor?: number | null
  /** A hub pushes what is new: polls only see to it that it does. */
  pushed?: boolean
}

/**
 * Seconds until the check after one that succeeded: the longest of what the admin, the source and the feed ask for, up
 * to a day; a twentieth of its usual gap or present silence, up to an hour, when it rarely speaks; never sooner than the
 * admin says.
 */
export function secondsAfterSuccess(wishes: Wishes, random = Math.random()): number {
  const { interval, least = 0, suggested, usualGap = null, quietFor = null, pushed = false } = wishes
  const gap = usualGap === null ? 0 : Math.max(usualGap, quietFor ?? 0)
  const seconds = Math.max(
    interval,
    least,
    Math.min(suggested ?? 0, day),
    Math.min(gap / checksPerItem, rareSeconds),
    pushed ? day : 0,
  )
  return jitter(seconds, random)
}

/**
 * Seconds until the check after one that failed, which never end: between the interval and the interval doubled with every
 * failure in a row, up to `longest`, at random, so that what failed together does not come back together; or as long as
 * the server asks, if that is longer.
 * @param failures in a row, this one included.
 */
export function secondsAfterFailure(
  interval: number,
  failures: number,
  retryAfter: number | null,
  random = Math.random(),
  longest = day,
): number {
  const backOff = Math.max(interval, Math.min(interval * 2 ** Math.min(failures, 20), longest))
  return Math.max(interval + random * (backOff - interval), jitter(retryAfter ?? 0, random))
}

/** Hours (0–23) and days of the week (0 Sunday) in GMT at which a feed asks not to be fetched. */
export type Skip = { hours: readonly number[]; days: readonly number[] }

/** Seconds to add to a check at `at` until the feed does not ask to be skipped; at most a day. */
export function secondsToSkip(at: Date, { hours, days }: Skip, random = Math.random()): number {
  const asleep = (moment: number) => {
    const date = new Date(moment)
    return hours.includes(date.getUTCHours()) || days.includes(date.getUTCDay())
  }
  const start = at.getTime()
  if (!asleep(start)) return 0
  let awake = Math.floor(start / (hour * 1000)) * hour * 1000
  while (asleep(awake) && awake - start < day * 1000) awake += hour * 1000
  const seconds = (awake - start) / 1000
  // A tenth of an hour later, so that not everybody comes on the stroke.
  return Math.min(seconds + jitterShare * hour * random, day)
}
