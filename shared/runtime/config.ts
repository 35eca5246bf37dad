import { resolve } from 'node:path'
import { z } from 'zod'

export const roles = ['web', 'workers'] as const
export type Role = (typeof roles)[number]

const empty = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)
const flag = z.preprocess(
  empty,
  z
    .enum(['0', '1', 'true', 'false'], { error: 'must be 1, 0, true or false' })
    .default('0')
    .transform((value) => value === '1' || value === 'true'),
)
const url = (protocols: string[]) =>
  z.preprocess(
    empty,
    z
      .string()
      .refine(
        (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)),
        `must be a URL that starts with ${protocols.map((p) => `${p}://`).join(' or ')}`,
      )
      .optional(),
  )

const environment = z
  .object({
    PORT: z.preprocess(
      empty,
      z.coerce
        .number({ error: 'must be a port number from 0 to 65535' })
        .int('must be a port number from 0 to 65535')
        .min(0, 'must be a port number from 0 to 65535')
        .max(65535, 'must be a port number from 0 to 65535')
        .default(4000),
    ),
    EARSHOT_HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
    EARSHOT_DATA: z.preprocess(empty, z.string().default('.earshot')),
    EARSHOT_ORIGIN: url(['http', 'https']),
    DATABASE_URL: url(['postgres', 'postgresql']),
    REDIS_URL: url(['redis', 'rediss', 'unix']),
    EARSHOT_ADMIN_EMAIL: z.preprocess(empty, z.email('must be an e-mail address').optional()),
    EARSHOT_ADMIN_PASSWORD: z.preprocess(
      empty,
      z
        .string()
        .min(8, 'must have at least 8 characters')
        .max(256, 'must have at most 256 characters')
        .optional(),
    ),
    EARSHOT_ALLOW_PRIVATE_FEEDS: flag,
    EARSHOT_SECRET_KEY: z.preprocess(
      empty,
      z.string().min(32, 'must have at least 32 characters; make them at random').optional(),
    ),
    EARSHOT_TRUST_PROXY: z.preprocess(
      empty,
      z.coerce
        .number({ error: 'must be the number of proxies in front, from 0 to 10' })
        .int()
        .min(0)
        .max(10)
        .default(0),
    ),
    EARSHOT_ROLES: z.preprocess(
      empty,
      z
        .string()
        .default('web,workers')
        .transform((value) => value.split(',').map((role) => role.trim()))
        .pipe(
          z.array(z.enum(roles, { error: `must be a comma-separated list of: ${roles.join(', ')}` })).min(1),
        ),
    ),
    EARSHOT_LOG_LEVEL: z.preprocess(
      empty,
      z
        .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
          error: 'must be one of fatal, error, warn, info, debug, trace, silent',
        })
        .default('warn'),
    ),
  })
  .refine((env) => (env.EARSHOT_ADMIN_EMAIL === undefined) === (env.EARSHOT_ADMIN_PASSWORD === undefined), {
    path: ['EARSHOT_ADMIN_PASSWORD'],
    message: 'and EARSHOT_ADMIN_EMAIL must be set together, or both left out',
  })

export type Config = {
  port: number
  host: string
  /** Absolute path of the folder that holds everything Earshot keeps on this machine. */
  dataDir: string
  /** Where browsers reach the dashboard, when that is not the address it listens on (a proxy, a public name). */
  origin: string | undefined
  /** Undefined: start the embedded PostgreSQL. */
  databaseUrl: string | undefined
  /** Undefined: queues live in PostgreSQL. */
  redisUrl: string | undefined
  admin: { email: string; password: string } | undefined
  allowPrivateFeeds: boolean
  /** What stored tokens are encrypted with; undefined: a key kept in the data folder. */
  secretKey: string | undefined
  /** How many reverse proxies stand in front; decides whose address counts for limits. */
  trustProxy: number
  roles: Role[]
  logLevel: string
}

/** The environment does not say something Earshot can start with. The message names each variable in a sentence. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads the whole configuration from the environment. @throws ConfigError naming every wrong variable. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const sentences = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0])
      const secret = /PASSWORD|URL|SECRET/.test(name)
      const given = secret || env[name] === undefined ? '' : ` (it is ${JSON.stringify(env[name])})`
      return `${name} ${issue.message}${given}.`
    })
    throw new ConfigError([...new Set(sentences)].join('\n'))
  }
  const value = parsed.data
  return {
    port: value.PORT,
    host: value.EARSHOT_HOST,
    dataDir: resolve(value.EARSHOT_DATA),
    origin: value.EARSHOT_ORIGIN && new URL(value.EARSHOT_ORIGIN).origin,
    databaseUrl: value.DATABASE_URL,
    redisUrl: value.REDIS_URL,
    admin:
      value.EARSHOT_ADMIN_EMAIL && value.EARSHOT_ADMIN_PASSWORD
        ? { email: value.EARSHOT_ADMIN_EMAIL, password: value.EARSHOT_ADMIN_PASSWORD }
        : undefined,
    allowPrivateFeeds: value.EARSHOT_ALLOW_PRIVATE_FEEDS,
    secretKey: value.EARSHOT_SECRET_KEY,
    trustProxy: value.EARSHOT_TRUST_PROXY,
    roles: [...new Set(value.EARSHOT_ROLES)],
    logLevel: value.EARSHOT_LOG_LEVEL,
  }
}
