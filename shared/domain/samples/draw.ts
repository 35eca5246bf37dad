import { sql, type RawBuilder, type Transaction } from 'kysely'
import { advisoryLocks } from '../../database/advisory-locks.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { queueableDays } from '../../contract/triage.ts'
import { notQueuedByItself } from './known.ts'

/** Drawn for a brand and day: half from each half, told by score, so that neither is left out by chance. */
const drawnFromHalf = 6
/** What was heard longer ago gets no chance any more. */
const reachBackDays = 7
/** A new brand's first sample is not waited for until the next day: so many mentions, heard for so many minutes. */
const first = { mentions: 30, minutes: 10 }

const today = sql<Date>`date_trunc('day', now(), 'UTC')`
const settled = sql`now() - ${sql.lit(first.minutes)} * interval '1 minute'`

/**
 * Whether a brand `b` that was never sampled has been heard of enough. In order, so that they are read from the brand's
 * index, the first heard first.
 */
const hasBegun = sql<boolean>`(b.sampled_to IS NULL AND (SELECT count(*) FROM (
  SELECT FROM mention m WHERE m.brand_id = b.id AND m.state <> 'aside' AND m.heard_at < ${settled}
  ORDER BY m.published_at, m.id LIMIT ${sql.lit(first.mentions)}
) heard) >= ${sql.lit(first.mentions)})`

const isOwed = sql<boolean>`b.archived_at IS NULL
  AND (coalesce(b.sampled_to, b.created_at) < ${today} OR ${hasBegun})`

/** Whether a sample is to be drawn for any brand. */
export const samplesOwed: RawBuilder<boolean> = sql<boolean>`EXISTS (SELECT FROM brand b WHERE ${isOwed})`

/**
 * Draws by lot, for each brand where a day (UTC) is over, twelve of the mentions heard since the last draw, at first since
 * yesterday, that did not enter the queue by themselves: for staff to say how they sound, so that it is known what the
 * queue misses. What people have found and queued is among them, else what they find would not count as missed. Also what
 * could not be scored; not what our own people said, what was old when it was heard, what is set aside, and what repeats a
 * story. Any number of processes may call it at once.
 */
export async function drawSamples(store: Store, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const drawn = await store.db.transaction().execute(drawNext)
    if (drawn === null) return
    if (drawn > 0) store.poke({ about: 'setup', what: 'trust' })
  }
}

/** For one brand: how many were drawn; null: no brand is left, or another process is at it. */
async function drawNext(tx: Transaction<Tables>): Promise<number | null> {
  const { rows: locked } = await sql<{ mine: boolean }>`
    SELECT pg_try_advisory_xact_lock(${sql.lit(advisoryLocks.samples)}) AS mine`.execute(tx)
  if (!locked[0]!.mine) return null
  const { rows } = await sql<{ id: number; from: Date; to: Date }>`
    SELECT id, "to", greatest(coalesce(sampled_to, date_trunc('day', "to", 'UTC') - interval '1 day'),
        "to" - ${sql.lit(reachBackDays)} * interval '1 day') AS from
    FROM (
      SELECT b.id, b.sampled_to, CASE WHEN ${hasBegun} THEN ${settled} ELSE ${today} END AS "to"
      FROM brand b WHERE ${isOwed} ORDER BY b.id LIMIT 1
    ) owed`.execute(tx)
  const brand = rows[0]
  if (!brand) return null
  const drawn = await draw(tx, brand)
  // Moves on the brand wait for this until the commit: it comes last.
  await sql`UPDATE brand SET sampled_to = ${brand.to} WHERE id = ${brand.id}`.execute(tx)
  return drawn
}

/**
 * The lower half by score is nearer to the threshold; what was not scored stands at the far end. `stands_for` is how many
 * of its half each stands for (the inverse of its chance to be drawn).
 */
async function draw(
  tx: Transaction<Tables>,
  { id, from, to }: { id: number; from: Date; to: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`
    WITH halved AS (
      SELECT m.id, row_number() OVER (ORDER BY m.score NULLS LAST, m.id) * 2 <= count(*) OVER () + 1 AS nearer
      FROM mention m
      WHERE m.brand_id = ${id} AND m.heard_at >= ${from} AND m.heard_at < ${to}
        AND m.published_at > now() - ${sql.lit(queueableDays)} * interval '1 day'
        AND m.state <> 'aside' AND ${notQueuedByItself} AND m.author_kind IS NULL AND m.story_id IS NULL
    ), shuffled AS (
      SELECT id, row_number() OVER (PARTITION BY nearer ORDER BY random()) AS lot,
        count(*) OVER (PARTITION BY nearer) AS half
      FROM halved
    )
    INSERT INTO sample (mention_id, brand_id, day, stands_for)
    SELECT id, ${id}, (now() AT TIME ZONE 'UTC')::date, half::real / least(half, ${sql.lit(drawnFromHalf)})
    FROM shuffled WHERE lot <= ${sql.lit(drawnFromHalf)} ORDER BY id
    ON CONFLICT DO NOTHING`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
