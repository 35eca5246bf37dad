import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Everything that Earshot keeps on this machine: the database, an own Node, programs for the tests. */
export const dataDir = resolve(root, process.env.EARSHOT_DATA || '.earshot')
