import pg from 'pg'

type Row = Record<string, string | null>
/** Everything that a poll left in the two long tables, as PostgreSQL writes it. */
export type Rows = { item: Row[]; mention: Row[] }

const asText = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig

/** Reads the items and mentions of a feed. */
export async function readRows(url: string, feedId: number): Promise<Rows> {
  const client = new pg.Client({ connectionString: url, types: asText })
  await client.connect()
  try {
    const { rows: item } = await client.query<Row>('SELECT * FROM item WHERE feed_id = $1 ORDER BY id', [
      feedId,
    ])
    const { rows: mention } = await client.query<Row>(
      'SELECT * FROM mention WHERE feed_id = $1 ORDER BY id',
      [feedId],
    )
    return { item, mention }
  } finally {
    await client.end()
  }
}

/**
 * Inserts the rows as they are, a transaction and a connection for each group, all groups at once.
 * @returns seconds, without the making of the statements.
 */
export async function insertBare(pool: pg.Pool, groups: Rows[]): Promise<number> {
  const clients = await Promise.all(groups.map(() => pool.connect()))
  const statements = groups.map(({ item, mention }) => [insertOf('item', item), insertOf('mention', mention)])
  try {
    const start = performance.now()
    await Promise.all(
      clients.map(async (client, group) => {
        await client.query('BEGIN')
        for (const statement of statements[group]!) await client.query(statement)
        await client.query('COMMIT')
      }),
    )
    return (performance.now() - start) / 1_000
  } finally {
    for (const client of clients) client.release()
  }
}

function insertOf(table: string, rows: Row[]): { text: string; values: (string | null)[] } {
  const columns = Object.keys(rows[0]!)
  const tuples = rows.map(
    (_, row) => `(${columns.map((_column, n) => `$${row * columns.length + n + 1}`).join(', ')})`,
  )
  return {
    text: `INSERT INTO ${table} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE VALUES ${tuples.join(', ')}`,
    values: rows.flatMap((row) => columns.map((column) => row[column]!)),
  }
}
