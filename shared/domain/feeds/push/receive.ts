import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Connection } from '../../../database/store.ts'
import type { Vault } from '../../../runtime/vault.ts'

/** More than that wait for workers only when there are none: the feed is then polled all the same. */
const mostWaiting = 100

/** Whether pushes with this token are wanted. */
export async function expectsPush(connection: Connection, token: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM subscription JOIN feed ON feed.id = feed_id
    WHERE token = ${token} AND state IN ('asked', 'active') AND feed.enabled`.execute(connection)
  return rows.length === 1
}

/**
 * Keeps what a hub pushed for the feed's next poll, which is due at once. What is not signed with the secret that only we
 * and the hub know is ignored.
 * @param signature of the body's bytes, `sha256=` and hexadecimal.
 * @returns whether it was kept.
 */
export async function receivePush(
  connection: Connection,
  vault: Vault,
  token: string,
  {
    signature,
    contentType,
    body,
  }: { signature: string | undefined; contentType: string | null; body: Buffer },
): Promise<boolean> {
  const subscription = await connection
    .selectFrom('subscription')
    .select(['feed_id', 'secret'])
    .where('token', '=', token)
    .executeTakeFirst()
  if (!subscription || !isSigned(body, signature, vault.open(subscription.secret))) return false
  const { numAffectedRows } = await sql`
    WITH heard AS (UPDATE subscription SET last_push_at = now() WHERE token = ${token})
    INSERT INTO push (feed_id, content_type, body)
    SELECT ${subscription.feed_id}, ${contentType}, ${body}
    WHERE (SELECT count(*) FROM push WHERE feed_id = ${subscription.feed_id}) < ${sql.lit(mostWaiting)}
    `.execute(connection)
  return numAffectedRows === 1n
}

/** By the names that the specification allows. */
const methods = /^(sha1|sha256|sha384|sha512)=([0-9a-f]{40,128})$/i

function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  const [, method, hex] = methods.exec(signature?.trim() ?? '') ?? []
  if (method === undefined || hex === undefined) return false
  const given = Buffer.from(hex, 'hex')
  const right = createHmac(method.toLowerCase(), secret).update(body).digest()
  return given.length === right.length && timingSafeEqual(given, right)
}
