import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import type { FetchOutcome } from '../sources/connector.ts'
import type { DueFeed } from './lease.ts'
import type { Listed } from './listed.ts'
import { secondsAfterFailure, secondsAfterSuccess } from './next-check.ts'

export type Brought = { items: number; newItems: number; mentions: number }

/** What a feed did to Earshot, and what Earshot has no word for. */
export const unexpected = (error: Error): Problem =>
  new Problem('unexpected', `Earshot could not take in what this feed sent: ${error.message}`, {
    cause: error,
  })

/** Gone for good, says the server: asking again would be rude. */
const gone = 410

/**
 * Notes a check that worked, what it taught for the next, and when that is. One statement.
 * @param listed what the document lists; one that lists nothing is no reason to forget what the one before did.
 * @returns false when the feed was moved or taken away meanwhile: then nothing is noted.
 */
export async function recordSuccess(
  connection: Connection,
  feed: DueFeed,
  outcome: FetchOutcome,
  brought: Brought,
  listed: Listed,
): Promise<boolean> {
  const { state, status, bytes } = outcome
  const seconds = secondsAfterSuccess(feed.intervalSeconds, outcome.suggestedIntervalSeconds)
  const title = outcome.kind === 'items' ? outcome.feedTitle : null
  const siteUrl = outcome.kind === 'items' ? outcome.siteUrl : null
  const relisted =
    brought.items === 0 || isDeepStrictEqual(listed, feed.listed) ? null : JSON.stringify(listed)
  const { numAffectedRows } = await sql`
    WITH checked AS (
      UPDATE feed SET etag = ${state.etag}, last_modified = ${state.lastModified}, body_hash = ${state.bodyHash},
        listed = coalesce(${relisted}::jsonb, listed),
        cursor = ${JSON.stringify(state.cursor ?? null)}::jsonb, lease_until = NULL, consecutive_failures = 0,
        last_problem = NULL, last_checked_at = now(), last_success_at = now(),
        last_new_item_at = CASE WHEN ${brought.newItems}::integer > 0 THEN now() ELSE last_new_item_at END,
        next_check_at = now() + ${seconds} * interval '1 second',
        title = CASE WHEN title = '' THEN coalesce(left(${title}::text, 200), '') ELSE title END,
        site_url = coalesce(${siteUrl}::text, site_url)
      WHERE id = ${feed.id} AND url = ${feed.url} RETURNING id
    )
    INSERT INTO feed_check (feed_id, started_at, duration_ms, outcome, http_status, bytes, items, new_items, mentions)
    SELECT id, ${feed.startedAt}, ${durationMs(feed)}, ${outcome.kind}, ${status}::integer,
      ${bytes}::integer, ${brought.items}::integer, ${brought.newItems}::integer, ${brought.mentions}::integer
    FROM checked`.execute(connection)
  return numAffectedRows === 1n
}

/** Notes a check that failed and why, and when it is tried again; a feed that is gone for good is switched off. */
export async function recordFailure(connection: Connection, feed: DueFeed, problem: Problem): Promise<void> {
  const { httpStatus, retryAfterSeconds } = problem.facts as {
    httpStatus?: number
    retryAfterSeconds?: number
  }
  const failures = feed.consecutiveFailures + 1
  const seconds = secondsAfterFailure(feed.intervalSeconds, failures, retryAfterSeconds ?? null)
  // A piece of what the server said may have been cut within a character.
  const why = { code: problem.code, detail: problem.message.toWellFormed() }
  await sql`
    WITH checked AS (
      UPDATE feed SET lease_until = NULL, consecutive_failures = ${failures}, last_checked_at = now(),
        enabled = enabled AND ${httpStatus !== gone}, next_check_at = now() + ${seconds} * interval '1 second',
        last_problem = ${JSON.stringify(why)}::jsonb || jsonb_build_object('at', to_char(now() AT TIME ZONE 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      WHERE id = ${feed.id} AND url = ${feed.url} RETURNING id
    )
    INSERT INTO feed_check (feed_id, started_at, duration_ms, outcome, http_status, problem)
    SELECT id, ${feed.startedAt}, ${durationMs(feed)}, 'failed', ${httpStatus ?? null}::integer,
      ${JSON.stringify(why)}::jsonb
    FROM checked`.execute(connection)
}

const durationMs = (feed: DueFeed) =>
  sql`greatest(0, extract(epoch FROM clock_timestamp() - ${feed.startedAt}::timestamptz) * 1000)::integer`
