import { sql } from 'kysely'
import type { LexiconEntry } from '../../contract/lexicon.ts'
import type { Connection, Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'

type Row = Omit<LexiconEntry, 'createdAt' | 'decidedAt'> & { createdAt: Date; decidedAt: Date | null }

const selectEntries = sql`
  SELECT e.id, e.brand_id AS "brandId", e.phrase, e.weight, e.state, e.created_at AS "createdAt",
    e.decided_at AS "decidedAt", json_build_object('id', p.id, 'name', p.name) AS "proposedBy"
  FROM lexicon_entry e JOIN person p ON p.id = e.proposed_by`

/** All of them, newest first. */
export async function listLexicon({ db }: Store): Promise<LexiconEntry[]> {
  const { rows } = await sql<Row>`${selectEntries} ORDER BY e.id DESC`.execute(db)
  return rows.map(toEntry)
}

/** @throws Problem not_found */
export async function readEntry(connection: Connection, id: number): Promise<LexiconEntry> {
  const { rows } = await sql<Row>`${selectEntries} WHERE e.id = ${id}`.execute(connection)
  if (!rows[0]) throw new Problem('not_found', 'There is no such entry.')
  return toEntry(rows[0])
}

const toEntry = ({ createdAt, decidedAt, ...row }: Row): LexiconEntry => ({
  ...row,
  createdAt: createdAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
})
