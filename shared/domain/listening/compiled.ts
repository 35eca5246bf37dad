import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import { compileMatcher, type Matcher } from '../matching/matcher.ts'
import { parseQuery } from '../matching/query.ts'

/** Everything that is listened for, as one matcher, and what the matches then need of each brand and query. */
export type Listening = {
  version: number
  matcher: Matcher
  thresholds: ReadonlyMap<number, number>
  queryTexts: ReadonlyMap<number, string>
}

/** Reads what is listened for now, and compiles it only when it has changed since the last time. */
export type ListeningReader = { read(connection: Connection): Promise<Listening> }

/** One for each process. Within a transaction that holds the matching, what it returns stays true until its end. */
export function createListeningReader(): ListeningReader {
  let latest: Listening | undefined
  return {
    async read(connection) {
      const { version } = await connection.selectFrom('matching').select('version').executeTakeFirstOrThrow()
      if (latest?.version !== version) latest = { ...(await compile(connection)), version }
      return latest
    },
  }
}

async function compile(connection: Connection): Promise<Omit<Listening, 'version'>> {
  const { rows } = await sql<{ brandId: number; threshold: number; queryId: number | null; text: string }>`
    SELECT b.id AS "brandId", b.queue_threshold AS threshold, q.id AS "queryId", q.text
    FROM brand b LEFT JOIN query q ON q.brand_id = b.id
    WHERE b.archived_at IS NULL
    ORDER BY b.id, q.id`.execute(connection)
  const queries = rows.flatMap(({ queryId, brandId, text }) =>
    queryId === null ? [] : [{ id: String(queryId), brandId: String(brandId), query: parseQuery(text) }],
  )
  return {
    matcher: compileMatcher(queries),
    thresholds: new Map(rows.map((row) => [row.brandId, row.threshold])),
    queryTexts: new Map(rows.flatMap((row) => (row.queryId === null ? [] : [[row.queryId, row.text]]))),
  }
}
