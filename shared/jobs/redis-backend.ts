import { createIORedisClient, Queue, Worker } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import type { Log } from '../runtime/log.ts'
import { Problem } from '../runtime/problem.ts'
import { queueSpace, type QueueBackend } from './backend.ts'

type Options = Omit<RedisOptions, 'replyMapping'>

const common = {
  connectTimeout: 3_000,
  retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 10), 2_000),
} satisfies Options

/** Queues in the Redis at `url`. @throws Problem when that Redis may forget jobs; otherwise when it cannot be reached. */
export async function openRedisBackend(url: string, log: Log): Promise<QueueBackend> {
  await refuseForgetfulRedis(url)
  // Who adds a job wants to know at once that it cannot be done; who works waits until Redis is back.
  const producer = connect(url, { ...common, enableOfflineQueue: false, maxRetriesPerRequest: 1 })
  const consumer = connect(url, { ...common, maxRetriesPerRequest: null })
  const said = { at: 0 }
  for (const redis of [producer, consumer]) redis.on('error', (error: Error) => warnOnce(log, said, error))

  const shared = { prefix: queueSpace.prefix }
  return {
    kind: 'redis',
    queue: (name) =>
      new Queue(name, {
        ...shared,
        connection: createIORedisClient(producer),
        streams: { events: { maxLen: 500 } },
      }),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, ...shared, connection: createIORedisClient(consumer) }),
    async close() {
      for (const redis of [producer, consumer]) redis.disconnect()
    },
  }
}

function connect(url: string, options: Options): Redis {
  const { protocol, pathname, username, password, searchParams } = new URL(url)
  if (protocol !== 'unix:') return new Redis(url, options)
  return new Redis({
    ...options,
    path: decodeURIComponent(pathname),
    db: Number(searchParams.get('db') ?? 0),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  })
}

/** A Redis that evicts keys when it is full would drop jobs in silence and look healthy. */
async function refuseForgetfulRedis(url: string): Promise<void> {
  const redis = connect(url, {
    ...common,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  })
  let reason: Error | undefined
  redis.on('error', (error: Error) => (reason = error))
  try {
    await redis.connect()
    const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1]
    if (policy !== undefined && policy !== 'noeviction') {
      throw new Problem(
        'queue_unavailable',
        `Redis (REDIS_URL) is set to maxmemory-policy ${policy}, so it would throw away jobs when its memory is full. Set maxmemory-policy noeviction, or use another Redis for Earshot.`,
      )
    }
  } catch (error) {
    throw error instanceof Problem ? error : (reason ?? error)
  } finally {
    redis.disconnect()
  }
}

function warnOnce(log: Log, said: { at: number }, error: Error): void {
  if (Date.now() - said.at < 60_000) return
  said.at = Date.now()
  log.warn({ error: error.message }, 'Redis cannot be reached; work goes on when it is back')
}
