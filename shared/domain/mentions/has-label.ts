import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** Whether a mention `m` has this label by rule; that it has any is said for the index, which holds no others. */
export const hasLabelSql = (labelId: number): RawBuilder<SqlBool> =>
  sql`m.label_ids <> '{}' AND m.label_ids @> ARRAY[${labelId}::bigint]`
