import { execFile } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { dataDir } from './data-dir.mjs'
import { debianProgram } from './debian-program.mjs'
import { onPath } from './on-path.mjs'

const run = promisify(execFile)

const chromium = {
  what: 'Chromium',
  variable: 'EARSHOT_CHROMIUM',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chromium-headless-shell'],
  elsewhere: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  folder: 'chromium',
  packages: ['chromium-headless-shell', 'fonts-liberation2', 'fonts-dejavu-core', 'fonts-noto-color-emoji'],
  binary: 'usr/lib/chromium/chromium-headless-shell',
  advice: 'install Chromium or Chrome (on Debian: sudo apt-get install chromium)',
}

const redis = {
  what: 'redis-server',
  variable: 'EARSHOT_REDIS_SERVER',
  names: ['redis-server', 'valkey-server'],
  elsewhere: [],
  folder: 'redis',
  packages: ['redis-server'],
  binary: 'usr/bin/redis-server',
  advice: 'install Redis (on Debian: sudo apt-get install redis-server; on macOS: brew install redis)',
}

/**
 * A Chromium for the browser tests: the one that EARSHOT_CHROMIUM names, else one on PATH, else Debian's, unpacked
 * into the data folder. Resolves to the path of a program that runs.
 * @param {(line: string) => void} [say]
 */
export const findChromium = (say) => find(chromium, say)

/** A redis-server (or valkey-server) for the tests, found like {@link findChromium}; variable EARSHOT_REDIS_SERVER. */
export const findRedisServer = (say) => find(redis, say)

async function find(program, say = () => undefined) {
  const named = process.env[program.variable]
  if (named) {
    if (await runs(named)) return named
    throw new Error(`${program.variable} names ${named}, which does not run: correct it, or leave it out.`)
  }
  const installed = [onPath(...program.names), ...program.elsewhere.filter((path) => existsSync(path))]
  for (const path of installed) if (path && (await runs(path))) return path

  const folder = join(dataDir, 'tools', program.folder)
  const unpacked = () => debianProgram({ ...program, folder, say })
  try {
    const path = await unpacked()
    if (await runs(path)) return path
    // The system below it has changed (an upgrade, another machine): its libraries are to be worked out anew.
    rmSync(dirname(path), { recursive: true })
    const again = await unpacked()
    if (await runs(again)) return again
    throw new Error(`Debian's ${program.packages[0]} does not run here`)
  } catch (error) {
    throw new Error(
      `The tests need ${program.what}, which is not on this machine, and it could not be had without installing it (${error.message}): ${program.advice}, or name its path in ${program.variable}.`,
      { cause: error },
    )
  }
}

async function runs(path) {
  try {
    await run(path, ['--version'], { timeout: 30_000 })
    return true
  } catch {
    return false
  }
}
