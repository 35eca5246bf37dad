import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import { calibrationOwed } from '../corrections/calibrate.ts'
import { isDue, isFree, isOn } from '../feeds/lease.ts'
import { samplesOwed } from '../samples/draw.ts'
import { topicsAreOwed } from '../topics/owed.ts'

/** Which rounds have something to do right now. */
export type Owed = Record<'sweep' | 'wake-snoozed' | 'draw-samples' | 'calibrate', boolean>

/** One cheap look at what the database says is owed; every worker process takes it each second. */
export async function readOwed(connection: Connection): Promise<Owed> {
  const { rows } = await sql<Owed>`
    SELECT EXISTS (
        SELECT FROM feed LEFT JOIN host ON host.name = feed.host WHERE ${isDue} AND ${isFree}
      ) OR EXISTS (SELECT FROM push JOIN feed ON feed.id = push.feed_id WHERE ${isOn} AND ${isFree})
      OR EXISTS (SELECT FROM subscription WHERE ask_at <= now())
      OR EXISTS (SELECT FROM brand WHERE rematch_after IS NOT NULL)
      OR EXISTS (SELECT FROM exclusion WHERE owed IS NOT NULL)
      OR EXISTS (
        SELECT FROM rescoring JOIN brand ON brand.id = brand_id WHERE finished_at IS NULL AND archived_at IS NULL
      )
      OR EXISTS (SELECT FROM brand b WHERE ${topicsAreOwed}) AS sweep,
      EXISTS (SELECT FROM mention WHERE state = 'snoozed' AND snoozed_until <= now()) AS "wake-snoozed",
      ${samplesOwed} AS "draw-samples", ${calibrationOwed} AS calibrate
    `.execute(connection)
  return rows[0]!
}
