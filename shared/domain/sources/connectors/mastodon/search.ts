import { z } from 'zod'
import { Problem } from '../../../../runtime/problem.ts'
import { startPoll } from '../../api-poll.ts'
import type { FetchInput, FetchOutcome } from '../../connector.ts'
import type { HttpReply } from '../../http-reply.ts'
import { bearer } from '../../token.ts'
import { walkBack, walkCursor } from '../../walk-back.ts'
import { collectStatuses, notMastodon } from './collect.ts'
import type { MastodonConfig } from './config.ts'
import { isNewer } from './ids.ts'

const pageSize = 40
const pagesPerPoll = 3
/** Milliseconds. Posts of other servers arrive late, and are indexed late. */
const overlap = 60 * 60 * 1000

const cursor = walkCursor(z.string())
const answer = z.object({ statuses: z.array(z.unknown()) })

/** Searches an instance for words, from the newest backwards. */
export async function fetchSearch(input: FetchInput<MastodonConfig>): Promise<FetchOutcome> {
  const { instance, search = '' } = input.config
  const host = new URL(instance).host
  if (input.credential === null) {
    throw new Problem(
      'feed_needs_credential',
      `${host} lets only its members search for words: it needs a token that may search (read:search). Hashtags need none.`,
    )
  }
  const poll = startPoll(input, {
    headers: bearer(input.credential),
    explain: (reply) => explain(reply, host),
  })
  const collected = collectStatuses(input.config)
  const walked = await walkBack(
    cursor.parse(input.state.cursor),
    { pages: pagesPerPoll, overlap },
    async (before) => {
      const query = new URLSearchParams({ q: search, type: 'statuses', limit: String(pageSize) })
      if (before !== null) query.set('max_id', before)
      const { value, reply } = await poll.get(`${instance}/api/v2/search?${query}`, answer)
      const statuses = collected.add(value.statuses, reply)
      const ids = statuses.map(({ id }) => id)
      const oldest = ids.reduce<string | null>(
        (old, id) => (old === null || isNewer(old, id) ? id : old),
        null,
      )
      return {
        marks: statuses.map((status) => Date.parse(status.created_at)).filter((mark) => mark > 0),
        next: value.statuses.length < pageSize ? null : oldest,
      }
    },
  )
  return poll.outcome({
    items: collected.items,
    cursor: walked.cursor,
    more: walked.more,
    format: 'mastodon',
    siteUrl: instance,
    warnings: collected.warnings(),
    stopped: walked.stopped,
  })
}

function explain({ status }: HttpReply, host: string): Problem | null {
  if (status === 404) return notMastodon(host)
  if (status !== 401 && status !== 403) return null
  return new Problem(
    'feed_needs_credential',
    `${host} does not accept the stored token for searching. Make a new one there that may search (read:search).`,
  )
}
