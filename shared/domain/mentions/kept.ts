import { sql } from 'kysely'

/** The moment before which nothing need be kept that matched nothing: older items are not looked at again. */
export const keptSince = sql<Date>`now() - (SELECT kept_days FROM setting) * interval '1 day'`

/** The id below which every item was heard before that; read from the index on `heard_at`. Null: nothing is kept. */
export const firstKeptId = sql<number>`(
  SELECT min(id) FROM (
    SELECT id FROM item WHERE heard_at >= ${keptSince} ORDER BY heard_at LIMIT 1000
  ) first_kept
)`
