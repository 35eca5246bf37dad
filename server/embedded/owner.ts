import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { advisoryLocks } from '../../shared/database/advisory-locks.ts'
import { connect } from './connection.ts'
import { AlreadyRunningError } from './error.ts'

/** Holding the data of this machine. `lost` resolves when the connection, and with it the lock, is gone. */
export type Ownership = { lost: Promise<void>; announce(address: string): void; release(): Promise<void> }

/**
 * Takes the owner's lock, waiting up to 3 s for one whose process has just been killed. PostgreSQL frees it with the
 * connection, so a killed owner leaves nothing behind.
 * @throws AlreadyRunningError when another Earshot keeps it
 */
export async function takeOwnership(url: string, dataDir: string): Promise<Ownership> {
  const client = await connect(url)
  const lost = new Promise<void>((resolve) => client.once('end', resolve))
  const deadline = Date.now() + 3_000
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      advisoryLocks.owner,
    ])
    if (rows[0]?.taken) break
    if (Date.now() > deadline) {
      await client.end()
      throw new AlreadyRunningError(alreadyRunning(dataDir))
    }
    await sleep(100)
  }

  const file = join(dataDir, 'running.json')
  const note = (address?: string) =>
    writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: new Date().toISOString(), address }), {
      mode: 0o600,
    })
  note()
  return {
    lost,
    announce: note,
    async release() {
      rmSync(file, { force: true })
      await client.end()
    },
  }
}

function alreadyRunning(dataDir: string): string {
  const what = `Earshot is already running on this data folder (${dataDir})`
  const advice =
    'use that one, stop it first, or set EARSHOT_DATA (and PORT) to start a second one beside it.'
  try {
    const { pid, address } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as {
      pid: number
      address?: string
    }
    return `${what}: process ${pid}${address ? `, at ${address}` : ''}. You can ${advice}`
  } catch {
    return `${what}. You can ${advice}`
  }
}
