import { sql, type SqlBool } from 'kysely'
import type { HandleKind } from '../../contract/known-handle.ts'
import { queueableDays } from '../../contract/triage.ts'
import type { ListeningBrand } from '../listening/compiled.ts'
import { alwaysQueueingKinds, queueingKinds, queuesByItself } from '../scoring/gravity.ts'
import type { SeverityParts } from './severity.ts'

/** What decides whether a mention enters the queue when it is heard. */
type Entrant = SeverityParts & {
  publishedAt: Date
  /** Null: none of ours. */
  authorKind: HandleKind | null
}

/** Of a brand, what it wants in its queue. */
export type QueueRules = Pick<ListeningBrand, 'threshold' | 'queueUrgent'>

/**
 * Which rule keeps a mention out of the queue when it is heard; null: it enters. Our own people complain elsewhere. A
 * feed's first poll and a new brand's look at the items kept bring old complaints, which nobody waits on any more; they
 * stand in the stream, where a person can still queue them. The rest enters when it is as negative as its brand's
 * threshold asks, or has a grave reason to hurry where its brand wants that. What cannot be scored never enters by how it
 * sounds, and where staff have said how it sounds, that counts.
 */
export function keptOut(
  { score, label, corrected, urgency, publishedAt, authorKind }: Entrant,
  brand: QueueRules,
  now: Date,
): 'ours' | 'old' | 'above' | null {
  if (authorKind !== null) return 'ours'
  if (now.getTime() - publishedAt.getTime() > queueableDays * 24 * 3_600_000) return 'old'
  if (corrected ? label === 'negative' : score !== null && score <= brand.threshold) return null
  const kinds = urgency.map(({ kind }) => kind)
  return brand.queueUrgent && queuesByItself(kinds, label) ? null : 'above'
}

/** Whether a mention whose author is none of ours enters the queue when it is heard. */
export function entersQueue(mention: Omit<Entrant, 'authorKind'>, brand: QueueRules, now: Date): boolean {
  return keptOut({ ...mention, authorKind: null }, brand, now) === null
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
