import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replaceFolder } from './replace-folder.ts'

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
 * Builds the dashboard into client/dist when its sources are not those it was last built from. It is made beside its
 * place, so that a server which is still answering never serves half of it.
 */
export async function buildClientWhenStale(onProgress: (line: string) => void): Promise<void> {
  const digest = await digestSources()
  if (await isBuiltFrom(digest)) return
  onProgress('Building the dashboard …')
  const fresh = join(root, `client/dist.${process.pid}`)
  try {
    const { build } = await import('vite')
    await inProduction(() =>
      build({
        root: join(root, 'client'),
        configFile: join(root, 'vite.config.ts'),
        logLevel: 'warn',
        build: { outDir: fresh, emptyOutDir: true },
      }),
    )
    await writeFile(join(fresh, '.built-from'), digest)
    // Somebody else may have built the same meanwhile; theirs is in use.
    if (await isBuiltFrom(digest)) return
    await replaceFolder(fresh, dist)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** A build for people, also where tests or a shell have set the name of another environment. */
async function inProduction<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    return await work()
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}

async function isBuiltFrom(digest: string): Promise<boolean> {
  return (await readFile(stamp, 'utf8').catch(() => undefined)) === digest
}
