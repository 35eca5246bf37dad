import { sql, type Transaction } from 'kysely'
import type { Viewer } from '../../contract/person.ts'
import type { Sample } from '../../contract/trust.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { readCards } from '../mentions/cards.ts'
import { estimateRecall, type Drawn, type Queued } from './estimate-recall.ts'
import { foundNegative, queuedByItself } from './known.ts'

const days = 30

/**
 * The newest sample of what was not queued, of one brand or of each that is not archived, and what those of the last 30
 * days say about the part of all complaints that the queue catches; without what was set aside since. The order is by
 * lot, too, so that labels stay fair when somebody stops half-way.
 */
export async function readSample(store: Store, _viewer: Viewer, brandId?: number): Promise<Sample> {
  return store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const newest = await readNewest(tx, brandId)
      const drawn = await readDrawn(tx, brandId)
      const queued = await readQueued(tx, brandId)
      return {
        day: newest.day,
        mentions: await readCards(tx, newest.ids),
        drawn: drawn.drawn,
        reviewed: drawn.reviewed,
        missed: drawn.missed,
        recall: estimateRecall(drawn, queued),
      }
    })
}

const ofBrand = (brandId: number | undefined) =>
  brandId === undefined ? sql`b.archived_at IS NULL` : sql`b.id = ${brandId}`
const recent = sql`s.day > (now() AT TIME ZONE 'UTC')::date - ${sql.lit(days)}`

async function readNewest(
  tx: Transaction<Tables>,
  brandId: number | undefined,
): Promise<{ day: string | null; ids: number[] }> {
  const { rows } = await sql<{ id: number; day: string }>`
    SELECT s.mention_id AS id, s.day::text AS day FROM brand b
    JOIN LATERAL (SELECT max(day) AS day FROM sample WHERE brand_id = b.id) newest ON TRUE
    JOIN sample s ON s.brand_id = b.id AND s.day = newest.day
    JOIN mention m ON m.id = s.mention_id AND m.state <> 'aside'
    WHERE ${ofBrand(brandId)} ORDER BY s.day DESC, b.id, hashint8(s.mention_id)`.execute(tx)
  return { day: rows[0]?.day ?? null, ids: rows.map(({ id }) => id) }
}

async function readDrawn(
  tx: Transaction<Tables>,
  brandId: number | undefined,
): Promise<Drawn & { drawn: number; missed: number }> {
  const sum = (of: ReturnType<typeof sql>, condition: ReturnType<typeof sql>) =>
    sql`coalesce(sum((${of})::float8) FILTER (WHERE ${condition}), 0)`
  const reviewed = sql`m.corrected_by IS NOT NULL`
  const negative = sql`${reviewed} AND m.label = 'negative'`
  const { rows } = await sql<Drawn & { drawn: number; missed: number }>`
    SELECT count(*) AS drawn, count(*) FILTER (WHERE ${reviewed}) AS reviewed,
      count(*) FILTER (WHERE ${negative}) AS missed, ${sum(sql`s.stands_for`, sql`TRUE`)} AS "notQueued",
      ${sum(sql`s.stands_for`, reviewed)} AS weight, ${sum(sql`s.stands_for ^ 2`, reviewed)} AS squares,
      ${sum(sql`s.stands_for`, negative)} AS negative
    FROM sample s JOIN mention m ON m.id = s.mention_id AND m.state <> 'aside' JOIN brand b ON b.id = s.brand_id
    WHERE ${ofBrand(brandId)} AND ${recent}`.execute(tx)
  return rows[0]!
}

/** What queued by itself in the time that these samples are from. */
async function readQueued(tx: Transaction<Tables>, brandId: number | undefined): Promise<Queued> {
  const { rows } = await sql<Queued>`
    SELECT count(*) AS count, count(${foundNegative}) AS decided,
      count(*) FILTER (WHERE ${foundNegative}) AS negative, coalesce(avg(m.p_negative), 0)::float8 AS expected
    FROM brand b
    JOIN LATERAL (SELECT min(s.day) AS day FROM sample s WHERE s.brand_id = b.id AND ${recent}) first ON TRUE
    JOIN mention m ON m.brand_id = b.id AND ${queuedByItself} AND m.heard_at < b.sampled_to
      AND m.heard_at >= (first.day - 1)::timestamp AT TIME ZONE 'UTC'
      AND m.published_at > now() - ${sql.lit(2 * days)} * interval '1 day'
    WHERE ${ofBrand(brandId)} AND m.author_kind IS NULL AND m.state <> 'aside'`.execute(tx)
  return rows[0]!
}
