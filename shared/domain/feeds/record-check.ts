import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { ProblemCode } from '../../contract/problems.ts'
import type { Connection } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { problemOfRefused, type Refused } from '../mentions/refused.ts'
import type { FetchOutcome } from '../sources/connector.ts'
import type { DueFeed } from './lease.ts'
import type { Listed } from './listed.ts'
import { movingAfter } from './moved.ts'
import { secondsAfterFailure, secondsAfterSuccess, secondsToSkip } from './next-check.ts'
import { recentWith, rhythmOf, silentAfter } from './rhythm.ts'

export type Brought = { items: number; newItems: number; mentions: number }

/** What a feed did to Earshot, and what Earshot has no word for. */
export const unexpected = (error: Error): Problem =>
  new Problem('unexpected', `Earshot could not take in what this feed sent: ${error.message}`, {
    cause: error,
  })

/** Gone for good, says the server: asking again would be rude. */
const gone = 410

/** A check that worked: what it brought, what the document lists, and when its new items came (seconds since 1970). */
export type Success = {
  outcome: FetchOutcome
  brought: Brought
  /** A document that lists nothing is no reason to forget what the one before did. */
  listed: Listed
  heardAt: readonly number[]
  /** What it brought and the database would not take. */
  refused: readonly Refused[]
  /** The source's least seconds between two polls of a feed, and between two requests to its host. */
  least: number
  spacing: number
}

/**
 * Notes a check that worked, what it taught for the next, and when that is. One statement.
 * @returns false when the feed was moved or taken away meanwhile: then nothing is noted.
 */
export async function recordSuccess(
  connection: Connection,
  feed: DueFeed,
  { outcome, brought, listed, heardAt, refused, least, spacing }: Success,
): Promise<boolean> {
  const { state, status, bytes } = outcome
  const recent = recentWith(feed.recent, heardAt)
  const rhythm = rhythmOf(recent)
  const silentAt = rhythm === null ? null : new Date((recent[0]! + silentAfter(rhythm)) * 1000)
  const items = outcome.kind === 'items' ? outcome : null
  const seconds = items?.more ? 0 : secondsUntilNext(feed, outcome, recent, least)
  const finalUrl = items !== null && items.finalUrl !== feed.url ? items.finalUrl : null
  const relisted =
    brought.items === 0 || isDeepStrictEqual(listed, feed.listed) ? null : JSON.stringify(listed)
  const { numAffectedRows } = await sql`
    WITH checked AS (
      UPDATE feed SET etag = ${state.etag}, last_modified = ${state.lastModified}, body_hash = ${state.bodyHash},
        listed = coalesce(${relisted}::jsonb, listed),
        cursor = ${JSON.stringify(state.cursor ?? null)}::jsonb, lease_until = NULL, polling = false,
        consecutive_failures = 0, last_problem = NULL, last_checked_at = now(), last_success_at = now(),
        last_new_item_at = CASE WHEN ${brought.newItems}::integer > 0 THEN now() ELSE last_new_item_at END,
        next_check_at = now() + ${seconds} * interval '1 second',
        title = CASE WHEN title = '' THEN coalesce(left(${items?.feedTitle}::text, 200), '') ELSE title END,
        site_url = coalesce(${items?.siteUrl}::text, site_url),
        checks = checks + 1, unchanged_checks = unchanged_checks + ${items === null ? 1 : 0},
        bytes_fetched = bytes_fetched + ${bytes}::bigint,
        recent = ${JSON.stringify(recent)}::jsonb, rhythm_seconds = ${rhythm?.usual ?? null}::integer,
        silent_at = ${silentAt}::timestamptz,
        moving = ${jsonOrNull(movingAfter(feed.moving, outcome.movedTo, feed.startedAt))}::jsonb,
        quota = coalesce(${jsonOrNull(outcome.quota)}::jsonb, quota)
      WHERE id = ${feed.id} AND url = ${feed.url} RETURNING id
    ), welcome AS (
      -- The next turn counts from the end of this one: what was under way for long came late.
      UPDATE host SET refusals = CASE WHEN blocked_until > now() THEN refusals ELSE 0 END,
        next_at = greatest(next_at, clock_timestamp() + ${spacing} * interval '1 second')
      WHERE name = ${feed.host}
    )
    INSERT INTO feed_check (feed_id, started_at, duration_ms, outcome, http_status, final_url, bytes, items, new_items,
      mentions, problem)
    SELECT id, ${feed.startedAt}, ${durationMs(feed)}, ${outcome.kind}, ${status}::integer, ${finalUrl}::text,
      ${bytes}::integer, ${brought.items}::integer, ${brought.newItems}::integer, ${brought.mentions}::integer,
      ${toldJson(problemOfRefused(refused))}::jsonb
    FROM checked`.execute(connection)
  return numAffectedRows === 1n
}

function secondsUntilNext(
  feed: DueFeed,
  outcome: FetchOutcome,
  recent: readonly number[],
  least: number,
): number {
  const now = feed.startedAt.getTime()
  const seconds = secondsAfterSuccess({
    interval: feed.intervalSeconds,
    least,
    suggested: outcome.suggestedIntervalSeconds,
    usualGap: rhythmOf(recent)?.usual ?? null,
    quietFor: recent[0] === undefined ? null : now / 1000 - recent[0],
    // A hub is trusted from its first push on.
    pushed: feed.subscription?.active === true && feed.subscription.lastPushAt !== null,
  })
  if (!outcome.skip) return seconds
  return seconds + secondsToSkip(new Date(now + seconds * 1000), outcome.skip)
}

/** What was to be read is no feed: what was said of it is of no use for the next. */
const forgetful = new Set<ProblemCode>([
  'feed_is_html',
  'feed_empty_document',
  'feed_unparsable',
  'feed_too_slow_to_parse',
])

/**
 * Notes a check that failed and why, and when it is tried again; a feed that is gone for good is switched off.
 * @param longestSeconds that it waits, however often it has failed. Default a day.
 */
export async function recordFailure(
  connection: Connection,
  feed: Pick<DueFeed, 'id' | 'url' | 'intervalSeconds' | 'consecutiveFailures' | 'startedAt'>,
  problem: Problem,
  longestSeconds?: number,
): Promise<{ switchedOff: boolean }> {
  const { httpStatus, retryAfterSeconds } = problem.facts as {
    httpStatus?: number
    retryAfterSeconds?: number
  }
  const unread = forgetful.has(problem.code)
  const failures = feed.consecutiveFailures + 1
  const { intervalSeconds } = feed
  const asked = retryAfterSeconds ?? null
  const seconds = secondsAfterFailure(intervalSeconds, failures, asked, Math.random(), longestSeconds)
  const why = toldJson(problem)
  await sql`
    WITH checked AS (
      UPDATE feed SET lease_until = NULL, polling = false, consecutive_failures = ${failures},
        last_checked_at = now(), checks = checks + 1,
        etag = CASE WHEN ${unread} THEN NULL ELSE etag END, body_hash = CASE WHEN ${unread} THEN NULL ELSE body_hash END,
        last_modified = CASE WHEN ${unread} THEN NULL ELSE last_modified END,
        enabled = enabled AND ${httpStatus !== gone}, next_check_at = now() + ${seconds} * interval '1 second',
        last_problem = ${why}::jsonb || jsonb_build_object('at', to_char(now() AT TIME ZONE 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      WHERE id = ${feed.id} AND url = ${feed.url} RETURNING id
    )
    INSERT INTO feed_check (feed_id, started_at, duration_ms, outcome, http_status, problem)
    SELECT id, ${feed.startedAt}, ${durationMs(feed)}, 'failed', ${httpStatus ?? null}::integer,
      ${why}::jsonb
    FROM checked`.execute(connection)
  return { switchedOff: httpStatus === gone }
}

/** A problem as it is kept with a check. */
export const toldJson = (problem: Problem | null): string | null =>
  // A piece of what a server said may have been cut within a character.
  problem && JSON.stringify({ code: problem.code, detail: problem.message.toWellFormed() })

const jsonOrNull = (value: unknown) => (value === null ? null : JSON.stringify(value))

const durationMs = (feed: Pick<DueFeed, 'startedAt'>) =>
  sql`greatest(0, extract(epoch FROM clock_timestamp() - ${feed.startedAt}::timestamptz) * 1000)::integer`
