import type { Transaction } from 'kysely'
import type { Connection } from './store.ts'
import type { Tables } from './tables.ts'

/** Runs `work` in the caller's transaction when there is one, else in one of its own. */
export function inTransaction<Result>(
  connection: Connection,
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return connection.isTransaction
    ? work(connection as Transaction<Tables>)
    : connection.transaction().execute(work)
}
