import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildClientWhenStale } from '../../../server/build-client.ts'

const dist = fileURLToPath(new URL('../../../client/dist', import.meta.url))
/** What the first screen may cost, packed, in KiB: scripts that index.html names, and those that they import. */
const mostKiB = 150

let scripts: string[]

/** Scripts that a browser must have before anything is shown: named in the page, or imported by one that is. */
async function firstScripts(): Promise<string[]> {
  const page = await readFile(join(dist, 'index.html'), 'utf8')
  const found = new Set([...page.matchAll(/\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path!))
  for (const path of found) {
    const code = await readFile(join(dist, path), 'utf8')
    for (const [, name] of code.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
      found.add(`assets/${name}`)
  }
  return [...found]
}

beforeAll(async () => {
  await buildClientWhenStale(() => undefined)
  scripts = await Promise.all((await firstScripts()).map((path) => readFile(join(dist, path), 'utf8')))
})

describe('the first load of the dashboard', () => {
  it(`is at most ${mostKiB} KiB of scripts`, () => {
    const bytes = scripts.reduce((sum, code) => sum + gzipSync(code).length, 0)
    expect(bytes / 1024).toBeGreaterThan(50)
    expect(bytes / 1024).toBeLessThan(mostKiB)
  })

  it('leaves setup, Pulse, dialogs, menus and the socket for later', async () => {
    const first = scripts.join('\n')
    const later = (await readdir(join(dist, 'assets'))).filter((name) => name.endsWith('.js')).join(' ')
    for (const part of [
      'pulse-page',
      'volume-chart',
      'brands-page',
      'exclusions-page',
      'questions',
      'keep-out',
      'live',
    ])
      expect(later).toMatch(new RegExp(`\\b${part}-`))
    for (const words of ['Keep posts like this out', 'What people say', 'To whom?', 'socket.io'])
      expect(first).not.toContain(words)
  })

  it('knows only the routes that it asks, and nothing of Zod that only the server needs', () => {
    const first = scripts.join('\n')
    expect(first).toContain('/api/mentions')
    for (const words of ['/api/feeds', '/api/trends', '/api/lexicon', '/api/agreement', '/api/first-run'])
      expect(first).not.toContain(words)
    for (const words of ['json-schema.org', 'Cannot parse a reference cycle'])
      expect(first).not.toContain(words)
  })

  it('is made for people, not for tests', () => {
    expect(scripts.join('\n')).not.toContain('jsxDEV')
  })
})
