import { sql } from 'kysely'

/** Exclusions look at mentions `m` of the last 30 days: what is older is nobody's noise any more. */
export const lookedBackAt = sql<boolean>`m.published_at >= now() - interval '30 days'`
