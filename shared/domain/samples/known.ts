import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** A mention `m` entered the queue by itself as it was heard, whatever people did with it since. */
export const queuedByItself = sql<SqlBool>`(m.queued_at = m.heard_at)`

/**
 * Whether staff found a mention `m` to be negative; null where nobody has shown it: as they labelled it, else as it is
 * labelled where they answered it. What they dismissed without a label needed no answer, so that it counts as none; but a
 * duplicate says nothing.
 */
export const foundNegative: RawBuilder<boolean | null> = sql`(CASE
  WHEN m.corrected_by IS NOT NULL OR m.state = 'answered' THEN m.label = 'negative'
  WHEN m.state = 'dismissed' AND m.dismiss_reason <> 'duplicate' THEN FALSE END)`
