import {
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from 'node:fs'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { accountFor, canReach, type Account } from './account.ts'
import { EmbeddedPostgresError, explain } from './error.ts'

/** Where root's PostgreSQL keeps what its unprivileged account cannot reach inside the data folder. */
export const systemFolder = '/var/lib/earshot'

/** The folder of one cluster (`cluster/`, `password`, `log`) and the account that it belongs to. */
export type Place = { folder: string; account: Account | undefined }

/**
 * Finds or makes the cluster's folder: `<dataDir>/postgres`. Started by root below a folder that only root may
 * enter, that is a link to a randomly named one in /var/lib/earshot; deleting the data folder starts afresh either way.
 * @throws EmbeddedPostgresError
 */
export function findPlace(dataDir: string): Place {
  const folder = join(dataDir, 'postgres')
  try {
    mkdirSync(dataDir, { recursive: true })
    const link = lstatSync(folder, { throwIfNoEntry: false })
    if (link?.isSymbolicLink() && !existsSync(folder)) {
      throw new EmbeddedPostgresError(
        `The database of ${dataDir} was kept in ${readlinkSync(folder)}, which is gone: put it back, or delete ${folder} to start with an empty one.`,
      )
    }
    const account = accountFor(folder)
    if (!link) makeFolder(folder, account)
    return { folder: realpathSync(folder), account }
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error
    throw explain('Preparing the folder for the database', String(error), folder)
  }
}

function makeFolder(folder: string, account: Account | undefined): void {
  if (canReach(account, folder)) {
    mkdirSync(folder, { mode: 0o700 })
    if (account) chownSync(folder, account.uid, account.gid)
    return
  }
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 })
  const elsewhere = mkdtempSync(join(systemFolder, 'data-'))
  if (account) chownSync(elsewhere, account.uid, account.gid)
  symlinkSync(elsewhere, folder)
}
