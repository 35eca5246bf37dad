import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const startMs = 60_000

/** A running Earshot: the real main program, web and workers, as `npm start` runs it. */
export type Earshot = {
  address: string
  process: ChildProcess
  /** Everything it has printed so far. */
  output(): string
  /** SIGTERM, and waits until it is gone. */
  stop(): Promise<void>
}

export const admin = { name: 'Ana', email: 'ana@example.org', password: 'correct horse battery' }

/**
 * Starts Earshot on a free port and waits until it says that it is ready. Private feeds are allowed, because test feeds
 * stand on loopback; `env` overrides anything, and an undefined value removes it.
 */
export async function startEarshot(
  env: Record<string, string | undefined> & { DATABASE_URL?: string | undefined },
  args: string[] = [],
): Promise<Earshot> {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-test-'))
  const child = spawn(process.execPath, [main, ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: '0',
      EARSHOT_DATA: dataDir,
      EARSHOT_ALLOW_PRIVATE_FEEDS: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`Earshot was not ready within ${startMs / 1000} s. It said:\n${output}`))
    }, startMs)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`Earshot ended with code ${code}. It said:\n${output}`))
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`
      const ready = /^Earshot is ready: (\S+)/.exec(line)
      if (!ready) return
      clearTimeout(timer)
      resolve(ready[1]!)
    })
  })
  return {
    address,
    process: child,
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      await gone
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
