import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { Problem } from './problem.ts'

/** Keeps what must not be read from the database: tokens, passwords, shared secrets. AES-256-GCM. */
export type Vault = {
  /** @returns text that only a vault with the same key can open. */
  lock(secret: string): string
  /** @throws Problem credential_unreadable: it was locked with another key, or changed. */
  open(locked: string): string
}

const version = 'v1'

/**
 * The vault of this installation. Its key is `EARSHOT_SECRET_KEY`, which processes on several machines must share, else
 * a file in the data folder that is made with the first secret.
 */
export function openVault(config: Pick<Config, 'secretKey' | 'dataDir'>): Vault {
  let known: Buffer | undefined
  const key = () =>
    (known ??= Buffer.from(
      hkdfSync('sha256', config.secretKey ?? keyFile(config.dataDir), '', 'earshot credentials', 32),
    ))
  return {
    lock(secret) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key(), nonce)
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return [version, nonce, cipher.getAuthTag(), sealed]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.')
    },
    open(locked) {
      const [kind, ...parts] = locked.split('.')
      const [nonce, tag, sealed] = parts.map((part) => Buffer.from(part, 'base64url'))
      try {
        if (kind !== version || !nonce || !tag || !sealed) throw new Error('not what a vault writes')
        const decipher = createDecipheriv('aes-256-gcm', key(), nonce, { authTagLength: 16 }).setAuthTag(tag)
        return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
      } catch (error) {
        throw new Problem(
          'credential_unreadable',
          'The stored token cannot be read with the key of this machine. Enter it again, or give all machines the same EARSHOT_SECRET_KEY.',
          { cause: error },
        )
      }
    },
  }
}

/** Written aside and then linked, so that of processes that start together none reads half a key. */
function keyFile(dataDir: string): string {
  const path = join(dataDir, 'secret.key')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    const draft = `${path}.${randomBytes(6).toString('hex')}`
    writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
    try {
      linkSync(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(draft)
    }
  }
  return readFileSync(path, 'utf8')
}
