import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import type { Log } from '../../runtime/log.ts'
import { createHandleBook, type BookedHandle, type HandleBook } from '../known-handles/handle-book.ts'
import { compileMatcher, type Matcher } from '../matching/matcher.ts'
import { parseQuery, type Query } from '../matching/query.ts'

/** Everything that is listened for, as one matcher, and what the matches then need of each brand and query. */
export type Listening = {
  version: number
  matcher: Matcher
  thresholds: ReadonlyMap<number, number>
  queryTexts: ReadonlyMap<number, string>
  /** The active exclusions: asked only about what a brand in `excluding` is to hear. */
  excluder: Matcher
  excluding: ReadonlySet<number>
  exclusionTexts: ReadonlyMap<number, string>
  handles: HandleBook
}

/** Reads what is listened for now, and compiles it only when it has changed since the last time. */
export type ListeningReader = { read(connection: Connection): Promise<Listening> }

/**
 * One for each process. Within a transaction that holds the matching, what it returns stays true until its end. A query
 * or exclusion that this version cannot read is left out and logged: it must not stop the others.
 */
export function createListeningReader(log: Log): ListeningReader {
  let latest: Listening | undefined
  const complained = new Set<string>()

  function read(row: QueryRow | ExclusionRow): Query | undefined {
    try {
      return parseQuery(row.text)
    } catch (error) {
      const key = JSON.stringify(row)
      const what =
        'queryId' in row ? 'a query cannot be read; it finds nothing' : 'an exclusion cannot be read'
      if (!complained.has(key)) log.warn({ ...row, error: (error as Error).message }, what)
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
type ExclusionRow = { brandId: number; exclusionId: number; text: string }
type Stored = {
  brands: { id: number; threshold: number }[]
  queries: QueryRow[]
  exclusions: ExclusionRow[]
  handles: BookedHandle[]
}

async function compile(
  connection: Connection,
  read: (row: QueryRow | ExclusionRow) => Query | undefined,
): Promise<Omit<Listening, 'version'>> {
  const { brands, queries, exclusions, handles } = await readStored(connection)
  const compiled = (rows: (QueryRow | ExclusionRow)[]) =>
    compileMatcher(
      rows.flatMap((row) => {
        const query = read(row)
        const id = String('queryId' in row ? row.queryId : row.exclusionId)
        return query ? [{ id, brandId: String(row.brandId), query }] : []
      }),
    )
  return {
    matcher: compiled(queries),
    thresholds: new Map(brands.map(({ id, threshold }) => [id, threshold])),
    queryTexts: new Map(queries.map(({ queryId, text }) => [queryId, text])),
    excluder: compiled(exclusions),
    excluding: new Set(exclusions.map(({ brandId }) => brandId)),
    exclusionTexts: new Map(exclusions.map(({ exclusionId, text }) => [exclusionId, text])),
    handles: createHandleBook(handles),
  }
}

/** All of it in one statement, so that it is from one moment. */
async function readStored(connection: Connection): Promise<Stored> {
  const list = (columns: ReturnType<typeof sql>, rest: ReturnType<typeof sql>) => sql`
    (SELECT coalesce(json_agg(json_build_object(${columns}) ORDER BY one.id), '[]') FROM ${rest})`
  const living = sql`JOIN brand b ON b.id = one.brand_id AND b.archived_at IS NULL`
  const { rows } = await sql<Stored>`
    SELECT
      ${list(sql`'id', one.id, 'threshold', one.queue_threshold`, sql`brand one WHERE one.archived_at IS NULL`)}
        AS brands,
      ${list(sql`'brandId', one.brand_id, 'queryId', one.id, 'text', one.text`, sql`query one ${living}`)} AS queries,
      ${list(
        sql`'brandId', one.brand_id, 'exclusionId', one.id, 'text', one.text`,
        sql`exclusion one ${living} WHERE one.state = 'active'`,
      )} AS exclusions,
      ${list(sql`'source', one.source, 'handle', one.handle, 'kind', one.kind`, sql`known_handle one`)}
        AS handles`.execute(connection)
  return rows[0]!
}
