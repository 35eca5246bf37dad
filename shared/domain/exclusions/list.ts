import { sql } from 'kysely'
import type { Exclusion } from '../../contract/exclusion.ts'
import type { Connection, Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'

type Row = Omit<Exclusion, 'createdAt' | 'decidedAt'> & { createdAt: Date; decidedAt: Date | null }

const selectExclusions = sql`
  SELECT e.id, e.brand_id AS "brandId", e.text, e.state, e.hidden, e.created_at AS "createdAt",
    e.decided_at AS "decidedAt", json_build_object('id', p.id, 'name', p.name) AS "proposedBy"
  FROM exclusion e JOIN person p ON p.id = e.proposed_by`

/** All of them, newest first. */
export async function listExclusions({ db }: Store): Promise<Exclusion[]> {
  const { rows } = await sql<Row>`${selectExclusions} ORDER BY e.id DESC`.execute(db)
  return rows.map(toExclusion)
}

/** @throws Problem not_found */
export async function readExclusion(connection: Connection, id: number): Promise<Exclusion> {
  const { rows } = await sql<Row>`${selectExclusions} WHERE e.id = ${id}`.execute(connection)
  if (!rows[0]) throw new Problem('not_found', 'There is no such exclusion.')
  return toExclusion(rows[0])
}

const toExclusion = ({ createdAt, decidedAt, ...row }: Row): Exclusion => ({
  ...row,
  createdAt: createdAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
})
