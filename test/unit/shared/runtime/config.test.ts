import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../../../shared/runtime/config.ts'

type Environment = Record<string, string>

function refusal(env: Environment): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'it was accepted'
}

const admin = { EARSHOT_ADMIN_EMAIL: 'ana@example.org', EARSHOT_ADMIN_PASSWORD: 'a long enough one' }

describe('an environment', () => {
  const defaults = {
    port: 4000,
    host: '127.0.0.1',
    dataDir: resolve('.earshot'),
    origin: undefined,
    databaseUrl: undefined,
    redisUrl: undefined,
    admin: undefined,
    allowPrivateFeeds: false,
    secretKey: undefined,
    trustProxy: 0,
    roles: ['web', 'workers'],
    logLevel: 'warn',
  }
  const names =
    'PORT EARSHOT_HOST EARSHOT_ORIGIN EARSHOT_TRUST_PROXY EARSHOT_DATA DATABASE_URL REDIS_URL EARSHOT_ADMIN_EMAIL EARSHOT_ADMIN_PASSWORD EARSHOT_ALLOW_PRIVATE_FEEDS EARSHOT_ROLES EARSHOT_LOG_LEVEL'

  test('that says nothing, or nothing in many words, is enough', () => {
    expect(readConfig({})).toEqual(defaults)
    expect(readConfig(Object.fromEntries(names.split(' ').map((name) => [name, ''])))).toEqual(defaults)
  })

  test.each<[Environment, object]>([
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: ' ' }, { port: 4000 }],
    [{ EARSHOT_HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ EARSHOT_DATA: '/var/lib/here' }, { dataDir: '/var/lib/here' }],
    [{ EARSHOT_DATA: 'here' }, { dataDir: resolve('here') }],
    [{ EARSHOT_ORIGIN: 'https://earshot.example/' }, { origin: 'https://earshot.example' }],
    [{ EARSHOT_TRUST_PROXY: '2' }, { trustProxy: 2 }],
    [{ DATABASE_URL: 'postgres://me@db/earshot' }, { databaseUrl: 'postgres://me@db/earshot' }],
    [{ DATABASE_URL: 'postgresql:///earshot' }, { databaseUrl: 'postgresql:///earshot' }],
    [{ REDIS_URL: 'rediss://cache:6380/2' }, { redisUrl: 'rediss://cache:6380/2' }],
    [{ REDIS_URL: 'unix:///run/redis.sock' }, { redisUrl: 'unix:///run/redis.sock' }],
    [admin, { admin: { email: 'ana@example.org', password: 'a long enough one' } }],
    [{ EARSHOT_ALLOW_PRIVATE_FEEDS: 'true' }, { allowPrivateFeeds: true }],
    [{ EARSHOT_ALLOW_PRIVATE_FEEDS: '0' }, { allowPrivateFeeds: false }],
    [{ EARSHOT_SECRET_KEY: 'k'.repeat(32) }, { secretKey: 'k'.repeat(32) }],
    [{ EARSHOT_ROLES: 'workers' }, { roles: ['workers'] }],
    [{ EARSHOT_ROLES: ' workers, web,workers' }, { roles: ['workers', 'web'] }],
    [{ EARSHOT_LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [{ PATH: '/bin', EARSHOT_CHROMIUM: 'not ours to read' }, {}],
  ])('%j is understood', (env, config) => {
    expect(readConfig(env)).toEqual({ ...defaults, ...config })
  })
})

describe('a wrong value is named in a sentence', () => {
  test.each<[Environment, string]>([
    [{ PORT: 'http' }, 'PORT must be a port number from 0 to 65535 (it is "http").'],
    [{ PORT: '65536' }, 'PORT must be a port number from 0 to 65535 (it is "65536").'],
    [{ PORT: '-1' }, 'PORT must be a port number from 0 to 65535 (it is "-1").'],
    [{ PORT: '80.5' }, 'PORT must be a port number from 0 to 65535 (it is "80.5").'],
    [
      { EARSHOT_ORIGIN: 'earshot.example' },
      'EARSHOT_ORIGIN must be a URL that starts with http:// or https:// (it is "earshot.example").',
    ],
    [
      { EARSHOT_ORIGIN: 'ftp://earshot.example' },
      'EARSHOT_ORIGIN must be a URL that starts with http:// or https:// (it is "ftp://earshot.example").',
    ],
    [
      { EARSHOT_TRUST_PROXY: 'yes' },
      'EARSHOT_TRUST_PROXY must be the number of proxies in front, from 0 to 10 (it is "yes").',
    ],
    [
      { EARSHOT_TRUST_PROXY: '11' },
      'EARSHOT_TRUST_PROXY must be the number of proxies in front, from 0 to 10 (it is "11").',
    ],
    [
      { EARSHOT_ADMIN_EMAIL: 'ana', EARSHOT_ADMIN_PASSWORD: 'a long enough one' },
      'EARSHOT_ADMIN_EMAIL must be an e-mail address (it is "ana").',
    ],
    [
      { EARSHOT_ALLOW_PRIVATE_FEEDS: 'yes' },
      'EARSHOT_ALLOW_PRIVATE_FEEDS must be 1, 0, true or false (it is "yes").',
    ],
    [
      { EARSHOT_ROLES: 'web,queue' },
      'EARSHOT_ROLES must be a comma-separated list of: web, workers (it is "web,queue").',
    ],
    [{ EARSHOT_ROLES: ',' }, 'EARSHOT_ROLES must be a comma-separated list of: web, workers (it is ",").'],
    [
      { EARSHOT_LOG_LEVEL: 'loud' },
      'EARSHOT_LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent (it is "loud").',
    ],
  ])('%j', (env, sentence) => {
    expect(refusal(env)).toBe(sentence)
  })

  test('each in its own, all at once', () => {
    const told = refusal({ PORT: 'x', EARSHOT_ROLES: 'x', EARSHOT_LOG_LEVEL: 'x' }).split('\n')
    expect(told.map((line) => line.split(' ')[0])).toEqual(['PORT', 'EARSHOT_ROLES', 'EARSHOT_LOG_LEVEL'])
  })

  test.each<[Environment, string]>([
    [
      { DATABASE_URL: 'mysql://me:secret@db/earshot' },
      'DATABASE_URL must be a URL that starts with postgres:// or postgresql://.',
    ],
    [
      { DATABASE_URL: 'host=db password=secret' },
      'DATABASE_URL must be a URL that starts with postgres:// or postgresql://.',
    ],
    [
      { REDIS_URL: 'http://:secret@cache' },
      'REDIS_URL must be a URL that starts with redis:// or rediss:// or unix://.',
    ],
    [
      { EARSHOT_ADMIN_EMAIL: 'ana@example.org', EARSHOT_ADMIN_PASSWORD: 'secret' },
      'EARSHOT_ADMIN_PASSWORD must have at least 8 characters.',
    ],
    [
      { EARSHOT_ADMIN_EMAIL: 'ana@example.org', EARSHOT_ADMIN_PASSWORD: 'long'.repeat(65) },
      'EARSHOT_ADMIN_PASSWORD must have at most 256 characters.',
    ],
  ])('without repeating what may be a secret: %j', (env, sentence) => {
    expect(refusal(env)).toBe(sentence)
  })

  test.each<Environment>([
    { EARSHOT_ADMIN_EMAIL: 'ana@example.org' },
    { EARSHOT_ADMIN_PASSWORD: 'a long secret' },
  ])('the admin is named by both variables or by none: %j', (env) => {
    expect(refusal(env)).toBe(
      'EARSHOT_ADMIN_PASSWORD and EARSHOT_ADMIN_EMAIL must be set together, or both left out.',
    )
  })
})
