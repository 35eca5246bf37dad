import { sql } from 'kysely'
import type { Viewer } from '../../contract/person.ts'
import type { SentimentLabel } from '../../contract/sentiment.ts'
import type { Agreement } from '../../contract/trust.ts'
import type { Store } from '../../database/store.ts'

const weekCount = 12

/** Corrections of one kind in one week; a week is counted from the oldest, 0. */
type Cell = {
  week: number
  source: string
  language: string | null
  scored: SentimentLabel | null
  label: SentimentLabel
  count: number
}

/**
 * How often staff give the label that the scorer gave, in this week and the eleven before it (from Mondays, UTC), as it
 * was at each correction that still stands; from one statement, so that all of it adds up. What the scorer could not
 * score it cannot have been right or wrong about: such labels stand in the confusion only. Labels of archived brands
 * count, too.
 */
export async function readAgreement(store: Store, _viewer: Viewer, brandId?: number): Promise<Agreement> {
  const { rows } = await sql<{ start: Date; cells: Cell[] }>`
    WITH since AS (
      SELECT date_trunc('week', now(), 'UTC') - ${sql.lit(7 * (weekCount - 1))} * interval '24 hours' AS start
    )
    SELECT since.start, (SELECT coalesce(json_agg(cell), '[]') FROM (
      SELECT floor(extract(epoch FROM c.at - since.start) / 604800)::integer AS week, c.source, c.language,
        c.scored_label AS scored, c.label, count(*) AS count
      FROM standing_correction c
      WHERE c.at >= since.start AND ${brandId === undefined ? sql`TRUE` : sql`c.brand_id = ${brandId}`}
      GROUP BY 1, 2, 3, 4, 5
    ) cell) AS cells FROM since`.execute(store.db)
  const { start, cells } = rows[0]!
  const scored = cells.filter((cell) => cell.scored !== null)
  const starts = Array.from({ length: weekCount }, (_, week) => new Date(start.getTime() + week * weekMs))
  return {
    all: sum(scored),
    weeks: byWeek(scored).map((week, index) => ({ start: starts[index]!.toISOString(), ...week })),
    bySource: [...Map.groupBy(scored, ({ source }) => source)]
      .map(([source, of]) => ({ source, ...sum(of), weeks: byWeek(of) }))
      .toSorted(mostFirst),
    byLanguage: [...Map.groupBy(scored, ({ language }) => language)]
      .map(([language, of]) => ({ language, ...sum(of), weeks: byWeek(of) }))
      .toSorted(mostFirst),
    confusion: confusion(cells),
  }
}

const weekMs = 7 * 86_400_000
type Sum = Agreement['all']

function sum(cells: readonly Cell[]): Sum {
  const total = { labelled: 0, agreed: 0 }
  for (const { scored, label, count } of cells) {
    total.labelled += count
    if (scored === label) total.agreed += count
  }
  return total
}

const byWeek = (cells: readonly Cell[]): Sum[] => {
  const weeks = Map.groupBy(cells, ({ week }) => week)
  return Array.from({ length: weekCount }, (_, week) => sum(weeks.get(week) ?? []))
}

const mostFirst = (a: Sum, b: Sum) => b.labelled - a.labelled

function confusion(cells: readonly Cell[]): Agreement['confusion'] {
  return (['negative', 'neutral', 'positive', 'unscored'] as const).map((scored) => {
    const row = { scored, negative: 0, neutral: 0, positive: 0 }
    for (const cell of cells) if ((cell.scored ?? 'unscored') === scored) row[cell.label] += cell.count
    return row
  })
}
