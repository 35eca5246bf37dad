import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** The least that OWASP advises for argon2id: 19 MiB, two passes, one lane. */
const wanted = { memory: 19_456, passes: 2, parallelism: 1 }
const saltBytes = 16
const tagBytes = 32

/** Each hash holds 19 MiB and a thread of Node's pool of four: one thread stays free for files and names. */
const atOnce = 3

let running = 0
const waiting: (() => void)[] = []

async function taken<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

type Parameters = typeof wanted

const hashWith = (password: string, salt: Buffer, length: number, parameters: Parameters) => {
  const input: Argon2Parameters = {
    message: Buffer.from(password.normalize('NFKC'), 'utf8'),
    nonce: salt,
    tagLength: length,
    ...parameters,
  }
  return taken(() => derive('argon2id', input))
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** Hashes a password into a PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. At most three at once. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const tag = await hashWith(password, salt, tagBytes, wanted)
  const { memory, passes, parallelism } = wanted
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/**
 * Whether the password is the one that was hashed, and whether the hash was made with other parameters than today's
 * and should be made again. A string that is no argon2id hash matches no password.
 */
export async function verifyPassword(
  password: string,
  hash: string,
): Promise<{ matches: boolean; outdated: boolean }> {
  const parts = phc.exec(hash)
  if (!parts) return { matches: false, outdated: true }
  const [memory, passes, parallelism] = parts.slice(1, 4).map(Number) as [number, number, number]
  const salt = Buffer.from(parts[4]!, 'base64')
  const expected = Buffer.from(parts[5]!, 'base64')
  const parameters = { memory, passes, parallelism }
  const tag = await hashWith(password, salt, expected.length, parameters)
  return {
    matches: timingSafeEqual(tag, expected),
    outdated:
      expected.length !== tagBytes ||
      memory !== wanted.memory ||
      passes !== wanted.passes ||
      parallelism !== wanted.parallelism,
  }
}

let decoy: Promise<string> | undefined

/** Takes as long as a wrong password does, for an e-mail address that nobody has. */
export async function verifyNobody(password: string): Promise<void> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  await verifyPassword(password, await decoy)
}
