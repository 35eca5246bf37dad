import { argon2Sync, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '../../../../../shared/domain/people/passwords.ts'

describe('passwords', () => {
  test('are hashed with the least that OWASP advises, each with its own salt', async () => {
    const [one, two] = await Promise.all([
      hashPassword('a long enough one'),
      hashPassword('a long enough one'),
    ])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(one).not.toBe(two)
  })

  test('match whole, up to their last character', async () => {
    const long = 'x'.repeat(255)
    const hash = await hashPassword(`${long}1`)
    expect(await verifyPassword(`${long}1`, hash)).toEqual({ matches: true, outdated: false })
    expect(await verifyPassword(`${long}2`, hash)).toEqual({ matches: false, outdated: false })
  })

  test('match however the keyboard composes their letters', async () => {
    const hash = await hashPassword('Zoe\u0308 und Grün')
    expect((await verifyPassword('Zo\u00eb und Gr\u0075\u0308n', hash)).matches).toBe(true)
  })

  test('match a hash with other parameters, which is then outdated', async () => {
    const salt = randomBytes(16)
    const tag = argon2Sync('argon2id', {
      message: 'older but right',
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: 8192,
      passes: 1,
    })
    const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
    const hash = `$argon2id$v=19$m=8192,t=1,p=1$${text(salt)}$${text(tag)}`
    expect(await verifyPassword('older but right', hash)).toEqual({ matches: true, outdated: true })
  })

  test('never match what is no hash', async () => {
    for (const hash of [
      '',
      'plain',
      '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$',
      '$2b$10$abcdefghijklmnopqrstuv',
    ])
      expect((await verifyPassword('plain', hash)).matches).toBe(false)
  })
})
