import { sql, type SqlBool } from 'kysely'
import { queueableDays } from '../../contract/triage.ts'
import type { ListeningBrand } from '../listening/compiled.ts'
import { alwaysQueueingKinds, queueingKinds, queuesByItself } from '../scoring/gravity.ts'
import type { SeverityParts } from './severity.ts'

/**
 * Whether a mention whose author is none of ours enters the queue when it is heard: as negative as its brand's threshold
 * asks, or with a grave reason to hurry where its brand wants that, and not older than 30 days. A feed's first poll and
 * a new brand's look at the items kept bring old complaints, which nobody waits on any more; they stand in the stream,
 * where a person can still queue them. What cannot be scored never enters by how it sounds, and where staff have said
 * how it sounds, that counts.
 */
export function entersQueue(
  { score, label, corrected, urgency, publishedAt }: SeverityParts & { publishedAt: Date },
  brand: Pick<ListeningBrand, 'threshold' | 'queueUrgent'>,
  now: Date,
): boolean {
  if (now.getTime() - publishedAt.getTime() > queueableDays * 24 * 3_600_000) return false
  if (corrected ? label === 'negative' : score !== null && score <= brand.threshold) return true
  return (
    brand.queueUrgent &&
    queuesByItself(
      urgency.map(({ kind }) => kind),
      label,
    )
  )
}

const kindsSql = (kinds: readonly string[]) => sql`ARRAY[${sql.join(kinds.map((kind) => sql.lit(kind)))}]`

/**
 * The same for a mention `m` of a brand `b` that is there already, as when it was heard, and for one whose author is
 * none of ours.
 */
export const entersQueueSql = sql<SqlBool>`(m.author_kind IS NULL
  AND m.heard_at - m.published_at <= ${sql.lit(queueableDays * 24)} * interval '1 hour'
  AND (CASE WHEN m.corrected_by IS NULL THEN m.score <= b.queue_threshold ELSE m.label = 'negative' END
    OR b.queue_urgent AND jsonb_path_query_array(m.urgency, '$[*].kind')
      ?| CASE WHEN m.label = 'positive' THEN ${kindsSql(alwaysQueueingKinds)} ELSE ${kindsSql(queueingKinds)} END))`
