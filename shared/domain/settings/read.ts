import type { Settings } from '../../contract/setting.ts'
import type { Connection } from '../../database/store.ts'

/** What is set for the whole workspace. */
export async function readSettings(connection: Connection): Promise<Settings> {
  const row = await connection.selectFrom('setting').select('kept_days').executeTakeFirstOrThrow()
  return { keptDays: row.kept_days }
}
