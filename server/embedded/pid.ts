import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Does a process with this id exist (also when it is another user's)? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Is this process a running PostgreSQL server of this cluster? Ids are used again, and a dead server that nobody has
 * buried (a zombie, usual in containers) still answers to signals: an id alone proves nothing.
 */
export function isServerOf(pgdata: string, pid: number): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return true
  return process.platform === 'linux' ? linuxSaysServer(pgdata, pid) : psSaysPostgres(pid)
}

function linuxSaysServer(pgdata: string, pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const state = stat.charAt(stat.lastIndexOf(')') + 2)
    return name === 'postgres' && state !== 'Z' && state !== 'X' && worksIn(pid, pgdata)
  } catch {
    return false
  }
}

/** A postgres process works in its data folder. One that cannot be looked at is taken for ours, which is safe. */
function worksIn(pid: number, pgdata: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === pgdata
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}

function psSaysPostgres(pid: number): boolean {
  try {
    const [state = '', ...command] = execFileSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
    })
      .trim()
      .split(/\s+/)
    return !state.startsWith('Z') && basename(command.join(' ')).startsWith('postgres')
  } catch {
    return false
  }
}

/** What a server wrote into its postmaster.pid. `ready` is false while it starts, recovers or stops. */
export type PidFile = { pid: number; port: number; ready: boolean }

/** Reads `<pgdata>/postmaster.pid`; undefined when there is none or it is not complete yet. */
export function readPidFile(pgdata: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return pid > 0 ? { pid, port, ready: (lines[7] ?? '').trim() === 'ready' } : undefined
  } catch {
    return undefined
  }
}
