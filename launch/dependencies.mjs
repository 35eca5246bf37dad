import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './data-dir.mjs'
import { npm } from './npm.mjs'

/**
 * Installs what package-lock.json names unless exactly that is there already. npm calls it a success when it could not
 * get an optional package, so what is missing then is only named: the start says whether it can do without, and the
 * next one tries again.
 * @param {{ dev: boolean, say: (line: string) => void }} how `dev`: also what only tests and tools need
 * @throws {Error} with one plain sentence
 */
export async function installDependencies({ dev, say }) {
  if (findMissing(root, dev).length === 0) return
  // `npm ci` begins by deleting everything, also beneath an Earshot that runs: tools are put beside what is there.
  const verb = dev && findMissing(root, false).length === 0 ? 'install' : 'ci'
  say(`Installing the dependencies (npm ${verb}) …`)
  // No package's install script is needed, and npm 12 would not run them anyway.
  await npm(
    [verb, '--ignore-scripts', '--no-save', dev ? '--include=dev' : '--omit=dev', '--include=optional'],
    {
      doing: 'Installing the dependencies',
      say,
      cwd: root,
    },
  )
  const left = findMissing(root, dev)
  if (left.length > 0)
    say(`npm could not get ${left.join(' and ')}, made for machines like this one. Going on without.`)
}

/**
 * Compares the lock file with npm's own note of what it has put into node_modules.
 * @param {string} folder of the checkout
 * @param {boolean} dev also what only tests and tools need
 * @param {{ os: string, cpu: string, libc: string | undefined }} machine
 * @returns {string[]} the packages that are not there, or there in another version
 */
export function findMissing(folder, dev, machine = thisMachine()) {
  const wanted = packagesIn(join(folder, 'package-lock.json'))
  const present = presentIn(folder)
  const needed = Object.keys(wanted).filter((path) => {
    const { optional, devOptional, dev: forTools } = wanted[path]
    return !optional && !devOptional && (dev || !forTools)
  })
  const natives = needed.flatMap((path) => nativesOf(path, wanted, machine))
  return [...needed, ...natives]
    .filter((path) => path !== '' && present[path]?.version !== wanted[path].version)
    .map((path) => path.replace(/^.*node_modules\//, ''))
}

/**
 * What a needed package is made of on this machine: of its optional packages those for certain machines. One that is
 * for all machines is a bonus, and so is what hangs from it.
 */
function nativesOf(path, wanted, machine) {
  return Object.keys(wanted[path].optionalDependencies ?? {})
    .map((name) => [`${path}/node_modules/${name}`, `node_modules/${name}`].find((at) => wanted[at]))
    .filter((at) => at !== undefined && (wanted[at].os || wanted[at].cpu) && fits(wanted[at], machine))
}

const fits = ({ os, cpu, libc }, machine) =>
  (!os || os.includes(machine.os)) &&
  (!cpu || cpu.includes(machine.cpu)) &&
  (!libc || libc.includes(machine.libc))

function thisMachine() {
  const { platform: os, arch: cpu } = process
  if (os !== 'linux') return { os, cpu, libc: undefined }
  // Else it would look up names of the network's machines.
  process.report.excludeNetwork = true
  const { glibcVersionRuntime } = process.report.getReport().header
  return { os, cpu, libc: glibcVersionRuntime ? 'glibc' : 'musl' }
}

const packagesIn = (path) => JSON.parse(readFileSync(path, 'utf8')).packages

/** npm writes the note last: without it nothing is installed, or not all. */
function presentIn(folder) {
  try {
    return packagesIn(join(folder, 'node_modules', '.package-lock.json'))
  } catch {
    return {}
  }
}
