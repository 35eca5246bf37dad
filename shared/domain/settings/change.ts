import type { Settings, SettingsChange } from '../../contract/setting.ts'
import type { Connection } from '../../database/store.ts'
import { readSettings } from './read.ts'

/** Changes what is given and leaves the rest. */
export async function changeSettings(
  connection: Connection,
  { keptDays }: SettingsChange,
): Promise<Settings> {
  if (keptDays !== undefined) await connection.updateTable('setting').set({ kept_days: keptDays }).execute()
  return readSettings(connection)
}
