import { sql } from 'kysely'

/** Items that matched nothing are kept so long; older ones are not looked at again. */
export const keptDays = 7

/** The id below which every item was heard before that; read from the index on `heard_at`. Null: nothing is kept. */
export const firstKeptId = sql<number>`(
  SELECT min(id) FROM (
    SELECT id FROM item WHERE heard_at >= now() - ${sql.lit(keptDays)} * interval '1 day'
    ORDER BY heard_at LIMIT 1000
  ) first_kept
)`
