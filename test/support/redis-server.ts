import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findRedisServer } from '../../launch/programs.mjs'

export type TestRedis = { url: string; pid: number; stop(): Promise<void> }

/**
 * A real Redis of one's own on a loopback port, for tests that stop, kill or flush it; the others share one
 * (`testRedisUrl`). It keeps nothing on disk. `args` go to redis-server, after the defaults and so before them in rank.
 */
export async function startRedis(folder: string, args: string[] = []): Promise<TestRedis> {
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const child = spawn(
    await findRedisServer(),
    redisArguments({ port, bind: '127.0.0.1', dir: folder, pidfile: join(folder, 'redis.pid') }, args),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const output: string[] = []
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      output.push(line)
      if (/Ready to accept connections/.test(line)) resolve()
    })
    child.once('error', reject)
    void exited.then(() => reject(new Error(`redis-server ended at its start:\n${output.join('\n')}`)))
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

function redisArguments(own: Record<string, string | number>, more: string[]): string[] {
  const settings = {
    ...own,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
    databases: 4096,
    daemonize: 'no',
  }
  return [...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]), ...more]
}

/** Ends the Redis that a killed run left in `folder`, if that process is still one. */
export function killLeftRedis(folder: string): void {
  try {
    const pid = Number(readFileSync(join(folder, 'redis.pid'), 'utf8'))
    if (/redis|valkey/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))) process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone.
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
