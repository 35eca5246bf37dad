import { sql, type RawBuilder } from 'kysely'
import type { Database } from '../../database/connect.ts'
import type { Store } from '../../database/store.ts'
import { checksKept } from '../feeds/list-checks.ts'
import { keptSince } from '../mentions/kept.ts'

const batchSize = 2000
/** What is said again later is a new story. */
const storiesKeptDays = 7
/** Clients that were away for longer load everything anew. */
const changesKeptDays = 7
const hostsKeptDays = 7

/**
 * Deletes what need not be kept: items that matched nothing, long lists of checks, entries of the change log and move
 * keys that nobody asks for any more, hosts that nobody asks any more, and what expired. Mentions and their history are never deleted. A deleted item
 * that its feed still lists is not heard as new again: the feed's own row remembers what it listed.
 */
export async function prune({ db }: Store, signal: AbortSignal): Promise<void> {
  const until = (days: number) => sql`now() - ${sql.lit(days)} * interval '1 day'`
  await pruneItems(db, signal)
  const rules: RawBuilder<unknown>[] = [
    sql`DELETE FROM feed_check USING (
      SELECT id, row_number() OVER (PARTITION BY feed_id ORDER BY id DESC) AS place FROM feed_check
    ) ranked WHERE feed_check.id = ranked.id AND ranked.place > ${sql.lit(checksKept)}`,
    // A brand's newest entry stays: it says where the log stands.
    sql`DELETE FROM change USING brand
      WHERE change.brand_id = brand.id AND change.revision < brand.revision AND change.at < ${until(changesKeptDays)}`,
    // Ids grow with time: those before the first mention of that time.
    sql`DELETE FROM likeness WHERE mention_id < (
      SELECT mention.id FROM item JOIN mention ON mention.item_id = item.id
      WHERE item.heard_at >= ${until(storiesKeptDays)} ORDER BY item.heard_at, mention.id LIMIT 1)`,
    // Sites that nobody asks any more, such as those that redirects led to.
    sql`DELETE FROM host WHERE greatest(next_at, blocked_until) < ${until(hostsKeptDays)}`,
    sql`DELETE FROM move_key WHERE at < ${until(1)}`,
    sql`DELETE FROM session WHERE expire < now()`,
    sql`DELETE FROM attempt WHERE expire < extract(epoch FROM now()) * 1000`,
    sql`DELETE FROM viewing WHERE seen_at < now() - interval '1 minute'`,
  ]
  for (const rule of rules) {
    signal.throwIfAborted()
    await rule.execute(db)
  }
}

/** In batches, so that no transaction is long; what was gone through is not gone through again. */
async function pruneItems(db: Database, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const { rows } = await sql<{ seen: number }>`
      WITH old AS (
        SELECT id, heard_at FROM item
        WHERE heard_at > (SELECT pruned_to FROM upkeep)
          AND heard_at < ${keptSince} - interval '1 hour'
        ORDER BY heard_at FETCH FIRST ${sql.lit(batchSize)} ROWS WITH TIES
      ), gone AS (
        DELETE FROM item USING old
        WHERE item.id = old.id AND NOT EXISTS (SELECT FROM mention WHERE mention.item_id = item.id)
          AND NOT EXISTS (SELECT FROM sighting WHERE sighting.item_id = item.id)
      ), marked AS (
        UPDATE upkeep SET pruned_to = reached.at FROM (SELECT max(heard_at) AS at FROM old) reached
        WHERE reached.at > pruned_to
      )
      SELECT count(*) AS seen FROM old`.execute(db)
    if ((rows[0]?.seen ?? 0) < batchSize) return
  }
}
