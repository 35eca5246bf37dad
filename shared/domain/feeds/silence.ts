import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'

/** Whether a feed has become unusually silent since the sweep before. */
export async function silenceBegan(connection: Connection): Promise<boolean> {
  const { rows } = await sql<{ began: boolean }>`
    SELECT EXISTS (
      SELECT FROM feed WHERE enabled AND silent_at <= now()
        AND silent_at > (SELECT at FROM heartbeat WHERE name = 'sweep')
    ) AS began`.execute(connection)
  return rows[0]!.began
}
