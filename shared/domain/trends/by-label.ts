import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Trends } from '../../contract/trend.ts'
import type { Connection } from '../../database/store.ts'
import { awaitsResponse, labelCounts } from './measures.ts'

/** What `where` selects as `m`, counted by labels by rule; those that are gone are left out. */
export async function readByLabel(
  connection: Connection,
  where: RawBuilder<SqlBool>,
): Promise<Trends['byLabel']> {
  const { rows } = await sql<Trends['byLabel'][number]>`
    SELECT label.id AS "labelId", label.brand_id AS "brandId", label.name, counted.* FROM (
      SELECT given AS id, count(*) AS total, ${labelCounts}, count(*) FILTER (WHERE ${awaitsResponse}) AS waiting
      FROM mention m CROSS JOIN unnest(m.label_ids) AS given
      WHERE ${where} AND m.label_ids <> '{}' GROUP BY given
    ) counted JOIN label USING (id) ORDER BY counted.total DESC, label.name, label.id`.execute(connection)
  return rows.map(({ labelId, brandId, name, total, waiting, negative, neutral, positive, unscored }) => ({
    labelId,
    brandId,
    name,
    total,
    waiting,
    negative,
    neutral,
    positive,
    unscored,
  }))
}
