import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** A row that PostgreSQL will not take, and what it says against it. */
export type RefusedRow<Row> = { row: Row; why: string }

/** PostgreSQL on values: what no type, check or index can hold. To try the same again changes nothing. */
const aboutValues = /^(22|23502$|23514$|54)/

function isAboutValues(error: unknown): error is Error {
  const { code } = (error ?? {}) as { code?: unknown }
  return error instanceof Error && typeof code === 'string' && aboutValues.test(code)
}

/**
 * Writes rows in one go. When PostgreSQL refuses what one of them says, such as a number out of range, it writes the
 * others without it: what one cannot keep must not keep the rest away. They are halved until it is found, under
 * savepoints of the caller's transaction, and in their order, so that locks are taken in the same one. Any other error,
 * such as a lost connection, is thrown.
 * @param write statements that do the same to each row, whichever others there are; returns what they wrote.
 */
export async function writeEach<Row, Written>(
  tx: Transaction<Tables>,
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<readonly Written[]>,
): Promise<{ written: Written[]; refused: RefusedRow<Row>[] }> {
  if (rows.length === 0) return { written: [], refused: [] }
  await sql`SAVEPOINT rows`.execute(tx)
  try {
    const written = await write(rows)
    await sql`RELEASE SAVEPOINT rows`.execute(tx)
    return { written: [...written], refused: [] }
  } catch (error) {
    if (!isAboutValues(error)) throw error
    await sql`ROLLBACK TO SAVEPOINT rows`.execute(tx)
    await sql`RELEASE SAVEPOINT rows`.execute(tx)
    if (rows.length === 1) return { written: [], refused: [{ row: rows[0]!, why: error.message }] }
  }
  const middle = rows.length >> 1
  const first = await writeEach(tx, rows.slice(0, middle), write)
  const second = await writeEach(tx, rows.slice(middle), write)
  return {
    written: [...first.written, ...second.written],
    refused: [...first.refused, ...second.refused],
  }
}
