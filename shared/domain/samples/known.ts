import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** A mention `m` entered the queue by itself as it was heard, whatever people did with it since. */
export const queuedByItself = sql<SqlBool>`(m.queued_at = m.heard_at)`

/**
 * A mention `m` did not: it stands in the stream, or a person has put it into the queue. What an edit, new words of the
 * brand or an exclusion that is gone have let in is neither.
 */
export const notQueuedByItself = sql<SqlBool>`(m.queued_at IS NULL OR EXISTS (
  SELECT FROM history h WHERE h.mention_id = m.id AND h.at = m.queued_at AND h.actor_id IS NOT NULL
    AND h.kind <> 'bringBack'))`

/**
 * Whether staff found a mention `m` to be negative; null where nobody has shown it: as they labelled it, else as it is
 * labelled where they answered it. What they dismissed without a label needed no answer, so that it counts as none; but a
 * duplicate says nothing.
 */
export const foundNegative: RawBuilder<boolean | null> = sql`(CASE
  WHEN m.corrected_by IS NOT NULL OR m.state = 'answered' THEN m.label = 'negative'
  WHEN m.state = 'dismissed' AND m.dismiss_reason <> 'duplicate' THEN FALSE END)`
