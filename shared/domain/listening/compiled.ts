import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import type { Log } from '../../runtime/log.ts'
import { compileMatcher, type Matcher } from '../matching/matcher.ts'
import { parseQuery, type Query } from '../matching/query.ts'

/** Everything that is listened for, as one matcher, and what the matches then need of each brand and query. */
export type Listening = {
  version: number
  matcher: Matcher
  thresholds: ReadonlyMap<number, number>
  queryTexts: ReadonlyMap<number, string>
}

/** Reads what is listened for now, and compiles it only when it has changed since the last time. */
export type ListeningReader = { read(connection: Connection): Promise<Listening> }

/**
 * One for each process. Within a transaction that holds the matching, what it returns stays true until its end. A query
 * that this version cannot read is left out and logged: it must not stop the others.
 */
export function createListeningReader(log: Log): ListeningReader {
  let latest: Listening | undefined
  const complained = new Set<string>()

  function read(row: QueryRow): Query | undefined {
    try {
      return parseQuery(row.text)
    } catch (error) {
      const key = `${row.queryId} ${row.text}`
      if (!complained.has(key))
        log.warn({ ...row, error: (error as Error).message }, 'a query cannot be read; it finds nothing')
      complained.add(key)
      return undefined
    }
  }

  return {
    async read(connection) {
      const { version } = await connection.selectFrom('matching').select('version').executeTakeFirstOrThrow()
      if (latest?.version !== version) latest = { ...(await compile(connection, read)), version }
      return latest
    },
  }
}

type QueryRow = { brandId: number; queryId: number; text: string }

async function compile(
  connection: Connection,
  read: (row: QueryRow) => Query | undefined,
): Promise<Omit<Listening, 'version'>> {
  const { rows } = await sql<{ brandId: number; threshold: number; queryId: number | null; text: string }>`
    SELECT b.id AS "brandId", b.queue_threshold AS threshold, q.id AS "queryId", q.text
    FROM brand b LEFT JOIN query q ON q.brand_id = b.id
    WHERE b.archived_at IS NULL
    ORDER BY b.id, q.id`.execute(connection)
  const queries = rows.flatMap(({ queryId, brandId, text }) => {
    const query = queryId === null ? undefined : read({ brandId, queryId, text })
    return query ? [{ id: String(queryId), brandId: String(brandId), query }] : []
  })
  return {
    matcher: compileMatcher(queries),
    thresholds: new Map(rows.map((row) => [row.brandId, row.threshold])),
    queryTexts: new Map(rows.flatMap((row) => (row.queryId === null ? [] : [[row.queryId, row.text]]))),
  }
}
