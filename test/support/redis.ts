import { Redis } from 'ioredis'
import { inject } from 'vitest'

/**
 * The run's Redis with a database number that nobody else in the run has: one call, one empty database. Messages
 * published in it are seen in all of them: Redis has one space of channels.
 */
export async function testRedisUrl(): Promise<string> {
  const url = inject('redisUrl')
  const redis = new Redis(url)
  try {
    return `${url}/${await redis.incr('databases given')}`
  } finally {
    redis.disconnect()
  }
}
