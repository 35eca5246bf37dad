import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** Mentions `other` that tell the story whose first mention is `headId`, and are or were in the queue. */
export const takenOfStorySql = (headId: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`((other.id = ${headId} OR other.story_id = ${headId}) AND other.state NOT IN ('stream', 'aside'))`

/** Whether somebody has taken, closed or left in the queue any that tells the story, so that the others need not be there. */
export const storyTakenSql = (headId: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`EXISTS (SELECT FROM mention other WHERE ${takenOfStorySql(headId)})`
