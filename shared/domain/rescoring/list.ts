import { sql } from 'kysely'
import type { Rescoring } from '../../contract/lexicon.ts'
import type { Store } from '../../database/store.ts'

type Row = Omit<Rescoring, 'askedAt' | 'finishedAt'> & { askedAt: Date; finishedAt: Date | null }

/** How far each brand is whose mentions were ever to be judged again. */
export async function listRescorings({ db }: Store): Promise<Rescoring[]> {
  const { rows } = await sql<Row>`
    SELECT brand_id AS "brandId", asked_at AS "askedAt", finished_at AS "finishedAt", total, seen, changed, queued
    FROM rescoring ORDER BY brand_id`.execute(db)
  return rows.map(({ askedAt, finishedAt, ...row }) => ({
    ...row,
    askedAt: askedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }))
}
