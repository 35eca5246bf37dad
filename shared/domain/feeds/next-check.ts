const longestSeconds = 86_400
const jitterShare = 0.1

/** ± 10 %, so that feeds that were added together do not stay together. `random`: 0…1. */
const jitter = (seconds: number, random: number) => seconds * (1 + jitterShare * (2 * random - 1))

/** Seconds until the check after one that succeeded: what the admin asks for, or longer when the feed asks for that. */
export function secondsAfterSuccess(
  intervalSeconds: number,
  suggestedSeconds: number | null,
  random = Math.random(),
): number {
  const seconds = Math.max(intervalSeconds, Math.min(suggestedSeconds ?? 0, longestSeconds))
  return jitter(seconds, random)
}

/**
 * Seconds until the check after one that failed: the interval, doubled with every failure in a row, up to a day; or as
 * long as the server asks, if that is longer.
 * @param failures in a row, this one included.
 */
export function secondsAfterFailure(
  intervalSeconds: number,
  failures: number,
  retryAfterSeconds: number | null,
  random = Math.random(),
): number {
  const backOff = Math.min(intervalSeconds * 2 ** Math.min(failures, 20), longestSeconds)
  const asked = Math.min(retryAfterSeconds ?? 0, longestSeconds)
  return Math.max(jitter(backOff, random), asked)
}
