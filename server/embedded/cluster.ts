import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedPostgresError, explain } from './error.ts'
import { isAlive } from './pid.ts'
import type { Place } from './place.ts'

const run = promisify(execFile)

/** An initialised cluster: PGDATA and the superuser's password. */
export type Cluster = { pgdata: string; password: string }

export const superuser = 'earshot'

/**
 * Opens the cluster in `place`, made by initdb on the first run. initdb works beside its final place and is renamed
 * at the end, so that one which was stopped half-way never looks like a cluster; its remains are removed here.
 * @throws EmbeddedPostgresError when initdb fails or the cluster is of another major version
 */
export async function openCluster(
  place: Place,
  binaries: Binaries,
  onProgress: (line: string) => void,
): Promise<Cluster> {
  const home = join(place.folder, 'cluster')
  const pgdata = join(home, 'data')
  try {
    removeRemains(place.folder)
    if (!existsSync(join(pgdata, 'PG_VERSION'))) {
      onProgress('Making the database …')
      await initialise(place, binaries, home)
    }
    checkVersion(pgdata, binaries)
    return { pgdata, password: readFileSync(join(home, 'password'), 'utf8').trim() }
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error
    const output = String((error as { stderr?: string }).stderr ?? '')
    throw explain('Making the database', output || String(error), place.folder)
  }
}

async function initialise({ folder, account }: Place, binaries: Binaries, home: string): Promise<void> {
  const work = join(folder, `making-${process.pid}`)
  const pgdata = join(work, 'data')
  const passwordFile = join(work, 'password')
  mkdirSync(work, { mode: 0o700 })
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  give(account, work, passwordFile)

  const initdb = (ctype: string) =>
    run(
      binaries.initdb,
      [
        `--pgdata=${pgdata}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // PostgreSQL's own Unicode rules sort and fold alike on every operating system and after its upgrades.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        `--lc-ctype=${ctype}`,
        '--data-checksums',
      ],
      { ...account, cwd: work, env: environment() },
    )
  try {
    try {
      await initdb('C.UTF-8')
    } catch (error) {
      if (!/invalid locale/.test(String((error as { stderr?: string }).stderr))) throw error
      rmSync(pgdata, { recursive: true, force: true })
      await initdb('C')
    }
    renameSync(work, home)
  } catch (error) {
    rmSync(work, { recursive: true, force: true })
    // Two first starts at once: whoever renames first has made the cluster of both.
    if (!existsSync(join(home, 'data', 'PG_VERSION'))) throw error
  }
}

/** What PostgreSQL's programs need from the environment: nothing of Earshot's, no PG* variable, English messages. */
export function environment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' }
}

function give(account: Account | undefined, ...paths: string[]): void {
  if (account) for (const path of paths) chownSync(path, account.uid, account.gid)
}

function removeRemains(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = /^making-(\d+)$/.exec(name)
    if (maker && !isAlive(Number(maker[1]))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

function checkVersion(pgdata: string, binaries: Binaries): void {
  const made = Number.parseInt(readFileSync(join(pgdata, 'PG_VERSION'), 'utf8'), 10)
  if (made !== binaries.majorVersion) {
    throw new EmbeddedPostgresError(
      `The database in ${pgdata} was made by PostgreSQL ${made}, and this Earshot brings PostgreSQL ${binaries.majorVersion}: use the Earshot that made it, or set EARSHOT_DATA to another folder to start with an empty one.`,
    )
  }
}
