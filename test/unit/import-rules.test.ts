import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../launch/data-dir.mjs'

/** Each file breaks one rule, in one import of a tree that is laid out like this one. */
const violations: [file: string, code: string, says: RegExp][] = [
  [
    'shared/contract/a.ts',
    use('../domain/triage/claim.ts'),
    /shared\/contract may not import shared\/domain/,
  ],
  ['shared/contract/b.ts', use('../runtime/log.ts'), /shared\/contract may not import shared\/runtime/],
  ['shared/contract/c.ts', use('node:fs'), /shared\/contract may not import node:fs/],
  ['shared/contract/d.ts', use('express'), /shared\/contract may not import express/],
  ['shared/domain/feeds/a.ts', use('../../jobs/enqueue.ts'), /shared\/domain may not import shared\/jobs/],
  ['shared/domain/feeds/b.ts', use('bullmq'), /shared\/domain may not import bullmq/],
  ['shared/domain/feeds/c.ts', use('express'), /shared\/domain may not import express/],
  ['shared/domain/feeds/d.ts', use('socket.io'), /shared\/domain may not import socket.io/],
  ['shared/domain/feeds/e.ts', use('../../../server/http/feeds.ts'), /shared\/domain may not import server/],
  ['shared/database/a.ts', use('../domain/feeds/due.ts'), /shared\/database may not import shared\/domain/],
  ['shared/runtime/a.ts', use('../database/connect.ts'), /shared\/runtime may not import shared\/database/],
  ['shared/jobs/a.ts', use('../domain/feeds/due.ts'), /shared\/jobs may not import shared\/domain/],
  ['workers/a.ts', use('../server/live/relay.ts'), /workers may not import server/],
  ['workers/b.ts', use('express'), /workers may not import express/],
  ['server/http/a.ts', use('../../workers/start.ts'), /server may not import workers\/start\.ts/],
  ['server/http/b.ts', use('../../client/app/main.tsx'), /server may not import client/],
  ['server/main.ts', use('../workers/poll.ts'), /server\/main\.ts may not import workers\/poll\.ts/],
  ['client/app/a.ts', use('../../shared/domain/feeds/due.ts'), /client may not import shared\/domain/],
  ['client/app/b.ts', use('../../server/http/feeds.ts'), /client may not import server/],
  ['client/app/c.ts', use('pg'), /pg does not run in a browser/],
  [
    'client/features/triage/a.ts',
    use('../mentions/card.tsx'),
    /triage may not import client\/features\/mentions/,
  ],
  [
    'client/features/triage/deep/a.ts',
    use('../../mentions/card.tsx'),
    /may not import client\/features\/mentions/,
  ],
  ['client/features/triage/b.ts', lazy('../mentions/card.tsx'), /may not import client\/features\/mentions/],
  [
    'client/features/triage/c.ts',
    use('../../app/shell.tsx'),
    /client\/features\/triage may not import client\/app/,
  ],
  ['client/live/a.ts', use('../features/triage/list.tsx'), /client\/live may not import client\/features/],
  ['client/live/b.ts', use('../app/shell.tsx'), /client\/live may not import client\/app/],
  ['client/ui/a.ts', use('../features/triage/list.tsx'), /client\/ui may not import client\/features/],
  ['launch/a.mjs', use('zod'), /launch may not import zod/],
  ['shared/domain/feeds/index.ts', `export { due } from './due.ts'\n`, /no re-exports/],
  ['server/http/index.ts', `export * from './feeds.ts'\n`, /no re-exports/],
  ['server/live/one.ts', cycle('two', 'one'), /cycle/i],
  ['server/live/two.ts', cycle('one', 'two'), /cycle/i],
  ['client/ui/html.tsx', `export const html = <p dangerouslySetInnerHTML={{ __html: '' }} />\n`, /danger/i],
]

const legal: [file: string, code: string][] = [
  ['shared/contract/mention.ts', use('zod') + use('./person.ts')],
  ['shared/domain/triage/claim.ts', use('../../contract/mention.ts') + use('../../database/connect.ts')],
  ['shared/domain/feeds/due.ts', use('../triage/claim.ts') + use('kysely')],
  ['shared/jobs/enqueue.ts', use('bullmq') + use('../contract/mention.ts')],
  ['workers/poll.ts', use('../shared/jobs/enqueue.ts') + use('../shared/domain/feeds/due.ts')],
  ['server/http/feeds.ts', use('express') + use('../../shared/domain/feeds/due.ts')],
  ['server/start.ts', use('./http/feeds.ts')],
  ['client/features/mentions/card.tsx', use('../../ui/button.tsx') + use('./text.ts') + use('react')],
  ['client/app/shell.tsx', use('../features/mentions/card.tsx') + use('../../shared/contract/mention.ts')],
]

function use(source: string): string {
  const name = `from${source.replaceAll(/\W+/g, '_')}`
  return `import * as ${name} from '${source}'\nexport const used${name} = [${name}]\n`
}

function lazy(source: string): string {
  return `export const loaded = () => import('${source}')\n`
}

function cycle(other: string, own: string): string {
  return `import { ${other} } from './${other}.ts'\nexport const ${own} = () => ${other}\n`
}

let folder: string
let said: Map<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-walls-'))
  const plant = (file: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    return join(folder, file)
  }
  for (const file of ['.oxlintrc.json', 'launch/import-rules.mjs'])
    copyFileSync(join(root, file), plant(file))
  // The one crossing that main.ts has, beside the one it must not have.
  const crossing = use('../workers/start.ts')
  for (const [file, code] of [...violations, ...legal]) {
    writeFileSync(plant(file), file === 'server/main.ts' ? crossing + code : code)
  }
  said = await lint(folder)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the project's linter says about each file. */
async function lint(cwd: string): Promise<Map<string, string>> {
  const linter = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [linter, '--format=json'], { cwd }, (_, stdout) => resolve(stdout))
  })
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; message: string }[] }
  const byFile = Map.groupBy(diagnostics, ({ filename }) => filename)
  return new Map([...byFile].map(([file, found]) => [file, found.map(({ message }) => message).join('\n')]))
}

test.each(violations)('%s: a forbidden import is caught', (file, _, says) => {
  expect(said.get(file)).toMatch(says)
})

test.each(legal)('%s: what is allowed passes', (file) => {
  expect(said.get(file)).toBeUndefined()
})

test('server/main.ts may import workers/start.ts, and nothing else of the workers', () => {
  expect(said.get('server/main.ts')?.split('\n')).toEqual([expect.stringContaining('workers/poll.ts')])
})
