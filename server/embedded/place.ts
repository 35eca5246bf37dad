import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
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
    makeDataDir(dataDir)
    const link = lstatSync(folder, { throwIfNoEntry: false })
    if (link?.isSymbolicLink() && !existsSync(folder)) {
      throw new EmbeddedPostgresError(
        `The database of ${dataDir} was kept in ${readlinkSync(folder)}, which is gone: put it back, or delete ${folder} to start with an empty one.`,
      )
    }
    const account = accountFor(folder)
    if (!link) makeFolder(folder, account)
    else if (!canReach(account, realpathSync(folder))) moveElsewhere(folder, account)
    const real = realpathSync(folder)
    if (account && statSync(real).uid === 0) chownSync(real, account.uid, account.gid)
    return { folder: real, account }
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error
    throw explain('Preparing the folder for the database', String(error), folder)
  }
}

/**
 * Makes it folder by folder: Node's recursive mkdir never ends on /proc and the like, which say of a new folder that
 * its parent is missing, although that is there.
 */
function makeDataDir(folder: string): void {
  if (existsSync(folder)) return
  makeDataDir(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (cause) {
    // Two first starts at once: the other has made it.
    if (existsSync(folder)) return
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
    throw new EmbeddedPostgresError(
      `No folder can be made in ${dirname(folder)}: set EARSHOT_DATA to a folder you can write.`,
      { cause },
    )
  }
}

function makeFolder(folder: string, account: Account | undefined): void {
  if (canReach(account, folder)) {
    mkdirSync(folder, { mode: 0o700 })
    return
  }
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 })
  symlinkSync(mkdtempSync(join(systemFolder, 'data-')), folder)
}

/** The checkout was moved to where only root may enter, or its rights were changed. */
function moveElsewhere(folder: string, account: Account | undefined): void {
  if (existsSync(join(folder, 'cluster'))) {
    throw new EmbeddedPostgresError(
      `PostgreSQL runs as user id ${account?.uid}, which may not enter the folders above ${folder}: allow it (chmod o+x), or move the data folder to where it may go and name it in EARSHOT_DATA.`,
    )
  }
  rmSync(folder, { recursive: true })
  makeFolder(folder, account)
}
