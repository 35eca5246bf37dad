import { Problem } from '../../../../runtime/problem.ts'
import type { HttpReply } from '../../http-reply.ts'
import type { Item } from '../../item.ts'
import { readEach } from '../../json-api.ts'
import type { MastodonConfig } from './config.ts'
import { itemOfStatus, leftOut, mastodonStatus, type MastodonStatus } from './status.ts'

/** Gathers the posts of one poll, and counts what is left out and why. */
export function collectStatuses({ instance, respect }: MastodonConfig) {
  const now = new Date()
  const items: Item[] = []
  const warnings: string[] = []
  const left = { private: 0, wish: 0 }
  return {
    items,
    /** @returns those that could be read, left out or not */
    add(entries: readonly unknown[], reply: HttpReply): MastodonStatus[] {
      const { values, warnings: odd } = readEach(reply, entries, mastodonStatus)
      warnings.push(...odd)
      for (const status of values) {
        const reason = leftOut(status, respect)
        if (reason === null) items.push(itemOfStatus(status, instance, now))
        else left[reason] += 1
      }
      return values
    },
    warnings(): string[] {
      const posts = (count: number) => (count === 1 ? '1 post' : `${count} posts`)
      return [
        ...warnings,
        ...(left.wish > 0
          ? [`Left out ${posts(left.wish)} of people who do not want to be found this way.`]
          : []),
        ...(left.private > 0 ? [`Left out ${posts(left.private)} that are not public.`] : []),
      ]
    },
  }
}

export const notMastodon = (host: string): Problem =>
  new Problem(
    'feed_not_found',
    `${host} does not answer like a Mastodon server. Check the instance for a typing error.`,
    { facts: { httpStatus: 404 } },
  )
