import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
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

type Environment = Record<string, string | undefined>

/**
 * Starts Earshot on a free port and waits until it says that it is ready. Private feeds are allowed, because test feeds
 * stand on loopback; `env` overrides anything, and an undefined value removes it.
 */
export async function startEarshot(env: Environment, args: string[] = []): Promise<Earshot> {
  const launched = await launch(env, args)
  const { process, output, ended, end } = launched
  const ready = Promise.withResolvers<string>()
  const timer = setTimeout(() => {
    process.kill('SIGKILL')
    ready.reject(new Error(`Earshot was not ready within ${startMs / 1000} s. It said:\n${output()}`))
  }, startMs)
  launched.onLine((line) => {
    const address = /^Earshot is ready: (\S+)/.exec(line)?.[1]
    if (address) ready.resolve(address)
  })
  void ended.then((code) => ready.reject(new Error(`Earshot ended with code ${code}. It said:\n${output()}`)))
  try {
    return { address: await ready.promise, process, output, stop: end }
  } catch (error) {
    await end()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Starts Earshot where it should refuse to, or is stopped by `onLine`, and waits for its end. */
export async function refusedStart(
  env: Environment,
  args: string[] = [],
  onLine?: (line: string, process: ChildProcess) => void,
): Promise<{ code: number | null; output: string }> {
  const launched = await launch(env, args)
  const { process, output, ended, end } = launched
  launched.onLine((line) => onLine?.(line, process))
  const timer = setTimeout(() => process.kill('SIGKILL'), startMs)
  const code = await ended
  clearTimeout(timer)
  await end()
  return { code, output: output() }
}

async function launch(env: Environment, args: string[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'earshot-test-'))
  // Started by root, the database runs as somebody else, and keeps its data here only where that one gets in.
  await chmod(dataDir, 0o755)
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
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => (output += `${line}\n`))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    output: () => output,
    onLine: (hear: (line: string) => void) => void lines.on('line', hear),
    /** Its exit code, once everything it said is read. */
    ended: new Promise<number | null>((resolve) => child.once('close', resolve)),
    async end() {
      child.kill('SIGTERM')
      await gone
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
