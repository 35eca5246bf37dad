import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './data-dir.mjs'
import { npm } from './npm.mjs'

/**
 * Installs what package-lock.json names unless exactly that is there already.
 * @param {{ dev: boolean, say: (line: string) => void }} how `dev`: also what only tests and tools need
 * @throws {Error} with one plain sentence
 */
export async function installDependencies({ dev, say }) {
  if (areInstalled(root, dev)) return
  say('Installing the dependencies (npm ci) …')
  // No package's install script is needed, and npm 12 would not run them anyway.
  await npm(['ci', '--ignore-scripts', dev ? '--include=dev' : '--omit=dev', '--include=optional'], {
    doing: 'Installing the dependencies',
    say,
    cwd: root,
  })
}

/** Compares the lock file with npm's own note of what it has put into node_modules. */
export function areInstalled(folder, dev) {
  try {
    const wanted = packagesIn(join(folder, 'package-lock.json'))
    const present = packagesIn(join(folder, 'node_modules', '.package-lock.json'))
    return Object.entries(wanted).every(([path, entry]) => {
      const needless = path === '' || entry.optional || entry.devOptional || (entry.dev && !dev)
      return needless || present[path]?.version === entry.version
    })
  } catch {
    return false
  }
}

const packagesIn = (path) => JSON.parse(readFileSync(path, 'utf8')).packages
