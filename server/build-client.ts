import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'client/dist')
const stamp = join(dist, '.built-from')
const sources = ['client', 'shared/contract', 'vite.config.ts', 'package-lock.json']

/** A digest of every file that the client is built from. */
async function digestSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(root, source)
    const names = source.includes('.') ? [''] : (await readdir(path, { recursive: true })).toSorted()
    for (const name of names) {
      if (name.startsWith('dist')) continue
      const content = await readFile(join(path, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EISDIR') return undefined
        throw error
      })
      if (content) hash.update(`${source}/${name}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

/**
 * Builds the dashboard into client/dist when its sources are not those it was last built from. The new build takes the
 * old one's place in one step, so that a server which is still answering never serves half of it.
 */
export async function buildClientWhenStale(onProgress: (line: string) => void): Promise<void> {
  const digest = await digestSources()
  if (await isBuiltFrom(digest)) return
  onProgress('Building the dashboard …')
  const fresh = join(root, `client/dist.${process.pid}`)
  const old = `${fresh}.old`
  try {
    const { build } = await import('vite')
    await build({
      root: join(root, 'client'),
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: fresh, emptyOutDir: true },
    })
    await writeFile(join(fresh, '.built-from'), digest)
    // Somebody else may have built the same meanwhile; theirs is in use.
    if (await isBuiltFrom(digest)) return
    await rename(dist, old).catch(() => undefined)
    await rename(fresh, dist)
  } finally {
    for (const leftover of [fresh, old]) await rm(leftover, { recursive: true, force: true })
  }
}

async function isBuiltFrom(digest: string): Promise<boolean> {
  return existsSync(stamp) && (await readFile(stamp, 'utf8')) === digest
}
