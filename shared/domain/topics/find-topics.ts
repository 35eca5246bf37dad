import { sql } from 'kysely'
import type { TopicWindow } from '../../contract/topic.ts'
import type { Connection, Store } from '../../database/store.ts'
import { createBreather } from '../../runtime/breather.ts'
import { findRising, type Rising } from './find-rising.ts'
import { topicsAreOwed } from './owed.ts'
import { ownWordsOf, type OwnWords } from './own-words.ts'
import { readPast, readWindow, windowAtMost } from './read-said.ts'
import { storeTopics } from './store-topics.ts'

const dayMs = 86_400_000
const lengths: Record<TopicWindow, number> = { day: dayMs, week: 7 * dayMs }

/**
 * Looks for what rises among a brand's mentions, if that is owed, and keeps what was found in the place of what was found
 * last.
 * @throws when the database refuses, or `signal` is aborted: then what was found last stays until the next look.
 */
export async function findTopics(store: Store, brandId: number, signal: AbortSignal): Promise<void> {
  const brand = await beginLook(store.db, brandId)
  if (brand === null) return
  const breathe = createBreather(5)
  const look = {
    now: brand.now,
    own: ownWordsOf(brand.name, brand.queries),
    breathe: async () => {
      signal.throwIfAborted()
      await breathe()
    },
  }
  const found = new Map<TopicWindow, Rising[]>()
  for (const window of ['day', 'week'] as const)
    found.set(window, await findIn(store.db, brandId, lengths[window], look))
  const changed = await storeTopics(store.db, brandId, found)
  if (changed) store.poke({ about: 'setup', what: 'topics' })
}

async function findIn(
  connection: Connection,
  brandId: number,
  asked: number,
  { now, own, breathe }: { now: Date; own: OwnWords; breathe: () => Promise<void> },
): Promise<Rising[]> {
  const window = await readWindow(connection, brandId, { now, lengthMs: asked })
  // So much is said that its newest part must do.
  const isCut = window.length === windowAtMost
  const lengthMs = isCut ? Math.max(1, now.getTime() - window.at(-1)!.at) : asked
  const from = new Date(now.getTime() - asked)
  const { past, stride } = await readPast(connection, brandId, { now, from, lengthMs })
  return findRising(
    { window, past, pastEnd: from.getTime(), stride },
    { now: now.getTime(), lengthMs, own, breathe },
  )
}

/** From here on it is not owed any more: a look that breaks is not tried again and again. */
async function beginLook(
  connection: Connection,
  brandId: number,
): Promise<{ name: string; queries: string[]; now: Date } | null> {
  const { rows } = await sql<{ name: string; queries: string[]; now: Date }>`
    UPDATE brand b SET topics_at = now() WHERE b.id = ${brandId} AND ${topicsAreOwed}
    RETURNING b.name, now(), ARRAY(SELECT text FROM query WHERE brand_id = b.id ORDER BY id) AS queries`.execute(
    connection,
  )
  return rows[0] ?? null
}
