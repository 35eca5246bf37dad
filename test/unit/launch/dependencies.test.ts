import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { areInstalled } from '../../../launch/dependencies.mjs'

type Packages = Record<string, { version: string; dev?: boolean; optional?: boolean }>

const wanted: Packages = {
  '': { version: '1.0.0' },
  'node_modules/runs': { version: '1.0.0' },
  'node_modules/tests': { version: '1.0.0', dev: true },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
}
const runs = { 'node_modules/runs': { version: '1.0.0' } }
const tests = { 'node_modules/tests': { version: '1.0.0' } }

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

test.each([
  ['nothing', undefined, false, false],
  ['a package missing', {}, false, false],
  ['another version than the lock file’s', { 'node_modules/runs': { version: '0.9.0' } }, false, false],
  ['what runs', runs, true, false],
  ['what runs and what tests', { ...runs, ...tests }, true, true],
])('with %s installed', (_, present, startable, testable) => {
  const folder = checkout(present)
  expect(areInstalled(folder, false)).toBe(startable)
  expect(areInstalled(folder, true)).toBe(testable)
})
