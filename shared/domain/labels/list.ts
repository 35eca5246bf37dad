import { sql } from 'kysely'
import type { Label } from '../../contract/label.ts'
import type { Connection, Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'

type Row = Omit<Label, 'createdAt'> & { createdAt: Date }

const selectLabels = sql`
  SELECT l.id, l.brand_id AS "brandId", l.name, l.rule, l.created_at AS "createdAt" FROM label l`

/** All of them, by brand and name. */
export async function listLabels({ db }: Store): Promise<Label[]> {
  const { rows } = await sql<Row>`${selectLabels} ORDER BY l.brand_id, lower(l.name), l.id`.execute(db)
  return rows.map(toLabel)
}

/** @throws Problem not_found */
export async function readLabel(connection: Connection, id: number): Promise<Label> {
  const { rows } = await sql<Row>`${selectLabels} WHERE l.id = ${id}`.execute(connection)
  if (!rows[0]) throw new Problem('not_found', 'There is no such label.')
  return toLabel(rows[0])
}

const toLabel = ({ createdAt, ...row }: Row): Label => ({ ...row, createdAt: createdAt.toISOString() })
