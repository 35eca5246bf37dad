import { z } from 'zod'
import { Problem } from '../../../../runtime/problem.ts'
import { startPoll } from '../../api-poll.ts'
import type { FetchInput, FetchOutcome } from '../../connector.ts'
import type { HttpReply } from '../../http-reply.ts'
import { bearer } from '../../token.ts'
import { collectStatuses, notMastodon } from './collect.ts'
import type { MastodonConfig } from './config.ts'
import { isNewer, newestOf, secondsBefore } from './ids.ts'
import { mastodonInstance, refusal, withheld } from './instance.ts'

const pageSize = 40
const pagesPerPoll = 3
/** Posts of other servers arrive late; so far back each poll looks again. */
const overlapSeconds = 15 * 60

/** `catchingUp`: the last poll did not come to the end, so that the next goes on exactly where it stopped. */
const hashtagCursor = z
  .object({ newest: z.string().nullable(), catchingUp: z.boolean() })
  .catch({ newest: null, catchingUp: false })
type Cursor = z.infer<typeof hashtagCursor>

/** Reads a hashtag's timeline forwards from what is known; the first time, its newest page. */
export async function fetchHashtag(input: FetchInput<MastodonConfig>): Promise<FetchOutcome> {
  const { instance, tag = '' } = input.config
  const hasToken = input.credential !== null
  const host = new URL(instance).host
  const poll = startPoll(input, { headers: bearer(input.credential) })
  const collected = collectStatuses(input.config)
  const warnings: string[] = []
  let feedTitle: string | null = null

  const { newest, catchingUp } = hashtagCursor.parse(input.state.cursor)
  if (newest === null) {
    const { ids } = await page(null)
    const about = await askInstance()
    if (about !== null) {
      feedTitle = about.title ? `#${tag} on ${about.title}` : null
      warnings.push(...withheld(about, host, hasToken))
    }
    return outcome({ newest: newestOf(ids) ?? '0', catchingUp: false })
  }

  let at = catchingUp ? newest : secondsBefore(newest, overlapSeconds)
  for (let read = 0; read < pagesPerPoll; read++) {
    try {
      const { ids, isFull } = await page(at)
      const reached = newestOf([at, ...ids]) ?? at
      const isEnd = !isFull || !isNewer(reached, at)
      at = reached
      if (isEnd) return outcome({ newest: newestOf([newest, at]), catchingUp: false })
    } catch (error) {
      if (read === 0 || !(error instanceof Problem)) throw error
      return outcome({ newest: at, catchingUp: true }, error)
    }
  }
  return outcome({ newest: at, catchingUp: true })

  function outcome(cursor: Cursor, stopped: Problem | null = null): FetchOutcome {
    return poll.outcome({
      items: collected.items,
      cursor,
      more: cursor.catchingUp,
      format: 'mastodon',
      feedTitle,
      siteUrl: instance,
      warnings: [...warnings, ...collected.warnings()],
      stopped,
    })
  }

  async function page(after: string | null): Promise<{ ids: string[]; isFull: boolean }> {
    const query = new URLSearchParams({ limit: String(pageSize), ...(after !== null && { min_id: after }) })
    const url = `${instance}/api/v1/timelines/tag/${encodeURIComponent(tag)}?${query}`
    try {
      const { value, reply } = await poll.get(url, z.array(z.unknown()))
      const ids = collected.add(value, reply).map(({ id }) => id)
      return { ids: [...ids, ...linkedId(reply)], isFull: value.length >= pageSize }
    } catch (error) {
      throw error instanceof Problem ? await explain(error) : error
    }
  }

  async function explain(problem: Problem): Promise<Problem> {
    const { httpStatus } = problem.facts
    if (httpStatus === 404) return notMastodon(host)
    if (problem.code !== 'feed_forbidden' || (httpStatus !== 401 && httpStatus !== 403)) return problem
    const about = await askInstance()
    // What refuses to say what it is, refuses feed readers altogether.
    return about === null && httpStatus === 403 ? problem : refusal(about, host, hasToken)
  }

  async function askInstance() {
    try {
      return (await poll.get(`${instance}/api/v2/instance`, mastodonInstance)).value
    } catch (error) {
      // It only explains; what is heard is heard without it.
      if (error instanceof Problem) return null
      throw error
    }
  }
}

/** The id after which the Link header says that newer posts come: only its id is believed, not its address. */
function linkedId({ headers }: HttpReply): string[] {
  const target = /<([^<>]{1,2000})>\s*;\s*rel="?prev"?/i.exec(headers['link'] ?? '')?.[1]
  const id = target !== undefined && URL.canParse(target) ? new URL(target).searchParams.get('min_id') : null
  return id !== null && /^\w{1,40}$/.test(id) ? [id] : []
}
