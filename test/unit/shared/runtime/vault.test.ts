import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Problem } from '../../../../shared/runtime/problem.ts'
import { openVault } from '../../../../shared/runtime/vault.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'earshot-vault-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

const codeOf = (attempt: () => unknown) => {
  try {
    attempt()
  } catch (error) {
    return error instanceof Problem ? error.code : error
  }
  return 'opened'
}

describe('the vault', () => {
  it('opens what it locked, in another process with the same folder too, and shows nothing of it', () => {
    const locked = openVault({ secretKey: undefined, dataDir }).lock('token of Ana ✓')
    expect(locked).not.toContain('token')
    expect(openVault({ secretKey: undefined, dataDir }).open(locked)).toBe('token of Ana ✓')
  })

  it('locks the same secret differently each time', () => {
    const vault = openVault({ secretKey: undefined, dataDir })
    expect(vault.lock('same')).not.toBe(vault.lock('same'))
  })

  it('keeps its key where only its owner reads it', () => {
    openVault({ secretKey: undefined, dataDir }).lock('first')
    const path = join(dataDir, 'secret.key')
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(readFileSync(path, 'utf8').length).toBeGreaterThanOrEqual(43)
  })

  it('says in words that another key, a changed or a foreign text cannot be opened', () => {
    const locked = openVault({ secretKey: 'a'.repeat(32), dataDir }).lock('secret')
    const other = openVault({ secretKey: 'b'.repeat(32), dataDir })
    const same = openVault({ secretKey: 'a'.repeat(32), dataDir })
    const tag = locked.split('.')[2]!
    expect(codeOf(() => other.open(locked))).toBe('credential_unreadable')
    expect(codeOf(() => same.open(locked.replace(tag, tag.slice(0, 5))))).toBe('credential_unreadable')
    expect(codeOf(() => same.open(`${locked.slice(0, -2)}xx`))).toBe('credential_unreadable')
    expect(codeOf(() => same.open('plain text'))).toBe('credential_unreadable')
    expect(same.open(locked)).toBe('secret')
  })
})
