import { lstatSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** As whom PostgreSQL runs. Undefined where that is simply the user who started Earshot. */
export type Account = { uid: number; gid: number }

/** "nobody" on every Linux: PostgreSQL refuses to run as root, and needs no rights but those to its own data. */
const nobody: Account = { uid: 65534, gid: 65534 }

/**
 * The account for the cluster in `folder`: only root needs another one, and then the one that already owns the
 * data, so that a cluster made by an ordinary user goes on belonging to that user.
 */
export function accountFor(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(folder, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}

/** Can `account` pass through every folder down to `path` (which need not exist yet)? */
export function canReach(account: Account | undefined, path: string): boolean {
  if (account === undefined) return true
  for (let folder = nearestExisting(path); ; folder = dirname(folder)) {
    if (!may(account, folder, 1)) return false
    if (folder === dirname(folder)) return true
  }
}

/** Can `account` read and run the program at `path`? */
export function canRun(account: Account | undefined, path: string): boolean {
  return account === undefined || (canReach(account, dirname(path)) && may(account, path, 5))
}

function may(account: Account, path: string, rights: number): boolean {
  const { mode, uid, gid } = statSync(path)
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
  return ((mode >> shift) & rights) === rights
}

function nearestExisting(path: string): string {
  let folder = resolve(path)
  while (!lstatSync(folder, { throwIfNoEntry: false })) folder = dirname(folder)
  return realpathSync(folder)
}
