import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../../../launch/data-dir.mjs'
import { findMissing } from '../../../launch/dependencies.mjs'

type Entry = {
  version: string
  dev?: true
  optional?: true
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
type Packages = Record<string, Entry>

const machine = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const native = (os: string): Entry => ({ version: '1.0.0', optional: true, os: [os], cpu: ['x64'] })

const wanted: Packages = {
  '': { version: '1.0.0', optionalDependencies: { '@server/linux': '1', '@server/darwin': '1' } },
  'node_modules/@server/linux': native('linux'),
  'node_modules/@server/darwin': native('darwin'),
  'node_modules/runs': { version: '1.0.0', optionalDependencies: { bonus: '1' } },
  'node_modules/bonus': { version: '1.0.0', optional: true, optionalDependencies: { 'bonus-linux': '1' } },
  'node_modules/bonus-linux': native('linux'),
  'node_modules/tests': { version: '1.0.0', dev: true, optionalDependencies: { gnu: '1', musl: '1' } },
  'node_modules/gnu': { ...native('linux'), libc: ['glibc'], dev: true },
  'node_modules/musl': { ...native('linux'), libc: ['musl'], dev: true },
}
const at = (...names: string[]): Packages =>
  Object.fromEntries(names.map((name) => [`node_modules/${name}`, { version: '1.0.0' }]))
const runs = at('runs', '@server/linux')
const tests = at('tests', 'gnu')

/** A checkout with a lock file, and the note that npm leaves of what it has installed. */
function checkout(present: Packages | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-checkout-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }))
  if (present) {
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: present }))
  }
  return folder
}

test.each<[string, Packages | undefined, toStart: string[], toTest: string[]]>([
  ['nothing', undefined, ['runs', '@server/linux'], ['tests', 'gnu']],
  ['a package missing', at('@server/linux'), ['runs'], ['tests', 'gnu']],
  ['another version', { ...runs, 'node_modules/runs': { version: '0.9.0' } }, ['runs'], ['tests', 'gnu']],
  ['what runs', runs, [], ['tests', 'gnu']],
  ['what runs and what tests', { ...runs, ...tests }, [], []],
  ['a server left out that npm could not get', { ...at('runs'), ...tests }, ['@server/linux'], []],
  ['a part of a tool left out that npm could not get', { ...runs, ...at('tests') }, [], ['gnu']],
])('with %s installed, what else is needed is known', (_, present, toStart, toTest) => {
  const folder = checkout(present)
  expect(findMissing(folder, false, machine).toSorted()).toEqual(toStart.toSorted())
  expect(findMissing(folder, true, machine).toSorted()).toEqual([...toStart, ...toTest].toSorted())
})

test('a half-written note of npm’s counts as nothing', () => {
  const folder = checkout(undefined)
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), '{"packages": {"node_mod')
  expect(findMissing(folder, false, machine)).toContain('runs')
})

test('this checkout, in which these tests run, lacks nothing', () => {
  expect(findMissing(root, true)).toEqual([])
})
