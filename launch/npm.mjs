import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { dataDir } from './data-dir.mjs'

const common = [
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  // Without a network npm's own waits between its tries keep a person waiting for over a minute.
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
]

/**
 * Runs npm to its end, telling every few seconds that it still works.
 * @param {string[]} args
 * @param {{ doing: string, say: (line: string) => void, cwd: string }} how `doing` begins the sentences
 * @throws {Error} with one plain sentence, the last of what npm said, or what to do about the network
 */
export async function npm(args, { doing, say, cwd }) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const heartbeat = setInterval(() => say(`  … ${seconds()} s`), 5_000)
  try {
    const { code, output } = await run([...args, ...common], cwd)
    if (code !== 0) throw new Error(sentence(doing, output))
  } finally {
    clearInterval(heartbeat)
  }
  say(`  done in ${seconds()} s`)
}

function run(args, cwd) {
  // Under `npm start` npm says where it is; the bare name needs a shell on Windows, where it is a batch file.
  const script = process.env.npm_execpath
  const own = script?.endsWith('npm-cli.js') && existsSync(script)
  const child = own
    ? spawn(process.execPath, [script, ...args], {
        cwd,
        env: environment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    : spawn('npm', args, {
        cwd,
        env: environment(),
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
      })
  return new Promise((resolve) => {
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.once('error', (error) => resolve({ code: 1, output: String(error) }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** npm wants a home to keep its cache in; without one that can be written the data folder serves. */
function environment() {
  const env = { ...process.env }
  if (!env.HOME) delete env.HOME
  if (!env.npm_config_cache && !hasWritableHome()) env.npm_config_cache = join(dataDir, 'npm-cache')
  return env
}

function hasWritableHome() {
  try {
    const home = process.env.HOME || homedir()
    const cache = join(home, '.npm')
    accessSync(existsSync(cache) ? cache : home, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function sentence(doing, output) {
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(output)
  ) {
    return `${doing} failed because the npm registry cannot be reached: check the network (or npm's proxy and registry settings), then run this again.`
  }
  if (/\bENOSPC\b/.test(output))
    return `${doing} failed because the disk is full: free some space, then run this again.`
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output)) {
    return `${doing} failed because this user may not write here: run as the user who owns the folder. npm says: ${last(output)}`
  }
  if (/ENOENT/.test(output) && /spawn npm/.test(output))
    return `${doing} failed because npm is not on PATH: install it.`
  return `${doing} failed. npm says: ${last(output)}`
}

function last(output) {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim())
    .filter((line) => line !== '' && !/complete log of this run|_logs/.test(line))
  return lines.slice(0, 3).join(' ')
}
