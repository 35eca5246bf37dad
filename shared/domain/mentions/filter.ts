import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { laneStates } from '../../contract/lane.ts'
import type { MentionFilter } from '../../contract/mention.ts'
import { hasLabelSql } from './has-label.ts'

/**
 * The SQL of a filter, on mentions called `m`. The same rule as `matchesFilter` in the contract, which a test compares
 * with this one. Words of a search must all occur; what is searched is written by the search index's job.
 */
export function filterSql(filter: MentionFilter, viewerId: number): RawBuilder<SqlBool> {
  const conditions = [laneSql(filter)]
  const add = (condition: RawBuilder<SqlBool>) => conditions.push(condition)
  if (filter.lane === 'mine') add(sql`m.owner_id = ${viewerId}`)
  if (filter.brandId !== undefined) add(sql`m.brand_id = ${filter.brandId}`)
  if (filter.source !== undefined) add(sql`m.source = ${filter.source}`)
  if (filter.feedId !== undefined) add(sql`m.feed_id = ${filter.feedId}`)
  if (filter.ownerId !== undefined) add(sql`m.owner_id = ${filter.ownerId}`)
  if (filter.labelId !== undefined) add(hasLabelSql(filter.labelId))
  if (filter.topicId !== undefined)
    add(
      sql`EXISTS (SELECT FROM topic_mention t WHERE t.mention_id = m.id AND t.topic_id = ${filter.topicId})`,
    )
  if (filter.exclusionId !== undefined)
    add(sql`(m.set_aside->>'exclusionId')::bigint = ${filter.exclusionId}`)
  if (filter.label === 'unscored') add(sql`m.label IS NULL`)
  else if (filter.label !== undefined) add(sql`m.label = ${filter.label}`)
  if (filter.needed !== undefined) add(sql`m.queued_at IS NOT NULL`)
  if (filter.needed === 'waiting')
    add(sql`m.state IN ('queued', 'claimed', 'snoozed') AND m.first_response_at IS NULL`)
  if (filter.from !== undefined) add(sql`m.published_at >= ${new Date(filter.from)}`)
  if (filter.to !== undefined) add(sql`m.published_at < ${new Date(filter.to)}`)
  if (filter.search !== undefined)
    add(sql`EXISTS (
      SELECT FROM item_search s
      WHERE s.item_id = m.item_id AND s.document @@ plainto_tsquery('simple', ${filter.search}))`)
  return sql.join(conditions, sql` AND `)
}

/** The state is written out, not sent as a parameter, so that the planner sees which partial index fits. */
function laneSql(filter: MentionFilter): RawBuilder<SqlBool> {
  if (filter.lane === 'stream') return sql`m.state <> 'aside'`
  if (filter.lane === 'unscored') return sql`m.state = 'stream' AND m.label IS NULL`
  return sql`m.state = ${sql.lit(laneStates[filter.lane][0])}`
}
