import type { Transaction } from 'kysely'
import type { Database } from './connect.ts'
import type { Poker } from './poke.ts'
import type { Tables } from './tables.ts'

/** What domain functions work with: the database, and the way to tell others that it changed. */
export type Store = { db: Database; poke: Poker }

/** A connection on which a statement may run alone or within somebody's transaction. */
export type Connection = Database | Transaction<Tables>
