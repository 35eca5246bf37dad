import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import { isDue } from '../feeds/lease.ts'

/** The rounds that keep everything going, and how long each may be away before something is wrong, in seconds. */
export const rounds = {
  sweep: 60,
  'wake-snoozed': 60,
  'index-search': 60,
  prune: 1500,
  'draw-samples': 1500,
  calibrate: 1500,
} as const
export type Round = keyof typeof rounds

/** Notes that a round was made, by whichever worker. */
export async function beat(connection: Connection, round: Round): Promise<void> {
  await sql`
    INSERT INTO heartbeat (name) VALUES (${round})
    ON CONFLICT (name) DO UPDATE SET at = now()`.execute(connection)
}

/** Feeds that should have been checked so long ago say that workers do not keep up. */
const longAgo = sql`interval '60 seconds'`

/**
 * Whether workers make progress: every round was made in time, and no feed waits for a check that is long due. What a
 * process says of itself does not count: a queue can be dead while its processes feel well.
 */
export async function checkProgress(
  connection: Connection,
): Promise<{ name: string; ok: boolean; detail: string }> {
  const { rows } = await sql<{ late: number; ages: Record<string, number> }>`
    SELECT (SELECT coalesce(json_object_agg(name, extract(epoch FROM now() - at)), '{}') FROM heartbeat) AS ages,
      (SELECT count(*) FROM feed LEFT JOIN host ON host.name = feed.host
        WHERE ${isDue} AND next_check_at < now() - ${longAgo}
          AND (lease_until IS NULL OR lease_until < now() - ${longAgo})
          -- Many feeds of one host wait for each other, as long as one of them is asked.
          AND coalesce(greatest(next_at, blocked_until), '-infinity') < now() - ${longAgo}) AS late
    `.execute(connection)
  const { late, ages } = rows[0]!
  const overdue = Object.entries(rounds).flatMap(([round, limit]) => {
    const age = ages[round]
    if (age !== undefined && age <= limit) return []
    return [age === undefined ? `${round} never ran` : `${round} last ran ${Math.round(age)} seconds ago`]
  })
  if (late > 0) overdue.push(`${late} ${late === 1 ? 'feed waits' : 'feeds wait'} for a check that is due`)
  return {
    name: 'workers',
    ok: overdue.length === 0,
    detail:
      overdue.length === 0
        ? 'Workers make progress.'
        : `Workers do not make progress: ${overdue.join('; ')}. Check that a process with the role workers runs and reaches its queue.`,
  }
}
