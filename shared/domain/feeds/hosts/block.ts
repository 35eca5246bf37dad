import { sql, type RawBuilder } from 'kysely'
import type { Connection } from '../../../database/store.ts'

const leastSeconds = 60
const longestSeconds = 2 * 86_400
/** For hosts that refuse without saying for how long: doubled with every refusal in a row. */
const unsaidSeconds = 600

/** Why a host is left alone: the beginning of a sentence that ends with the time. */
export type BlockReason = { detail: string }

/**
 * The host refused and wants to be left alone: none of its feeds is asked for so long, between a minute and two days;
 * ten minutes when it does not say, twice as long with every refusal in a row.
 */
export async function blockRefusingHost(
  connection: Connection,
  host: string,
  askedSeconds: number | null,
): Promise<void> {
  const before = sql`coalesce((SELECT refusals FROM host WHERE name = ${host}), 0)`
  const seconds =
    askedSeconds === null ? sql`${unsaidSeconds} * 2 ^ least(${before}, 9)` : sql`${askedSeconds}::float8`
  await block(connection, host, seconds, { detail: `${host} asks us to wait` }, true)
}

/** The host's allowance is used up, or it politely asks for a pause: it refused nothing. */
export async function pauseHost(connection: Connection, host: string, until: Date): Promise<void> {
  const seconds = sql`extract(epoch FROM ${until}::timestamptz - now())`
  await block(connection, host, seconds, { detail: `What ${host} allows is used up; we wait` }, false)
}

async function block(
  connection: Connection,
  host: string,
  seconds: RawBuilder<unknown>,
  why: BlockReason,
  refused: boolean,
): Promise<void> {
  // One that is blocked already may refuse what was on its way: that is no further refusal.
  await sql`
    INSERT INTO host AS h (name, blocked_until, blocked_why, refusals)
    VALUES (${host}, now() + least(${longestSeconds}, greatest(${leastSeconds}, ${seconds})) * interval '1 second',
      ${JSON.stringify(why)}::jsonb, ${refused ? 1 : 0})
    ON CONFLICT (name) DO UPDATE SET
      refusals = h.refusals
        + CASE WHEN ${refused} AND coalesce(h.blocked_until <= now(), true) THEN 1 ELSE 0 END,
      blocked_why = CASE WHEN coalesce(h.blocked_until < excluded.blocked_until, true)
        THEN excluded.blocked_why ELSE h.blocked_why END,
      blocked_until = greatest(h.blocked_until, excluded.blocked_until)`.execute(connection)
}

/** The sentence that feeds of a blocked host show. */
export function blockSentence(why: BlockReason | null, until: Date, now = new Date()): string {
  const day = until.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const today = until.toISOString().slice(0, 10) === now.toISOString().slice(0, 10)
  const time = until.toISOString().slice(11, 16)
  return `${why?.detail ?? 'Its host asks us to wait'} until ${today ? '' : `${day}, `}${time} UTC.`
}
