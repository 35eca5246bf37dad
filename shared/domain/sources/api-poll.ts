import type { z } from 'zod'
import type { Problem } from '../../runtime/problem.ts'
import { emptyFetchState, type FetchInput, type FetchOutcome } from './connector.ts'
import type { Item } from './item.ts'
import { getJson, postJson, type JsonAnswer, type JsonOptions } from './json-api.ts'

type Heard = {
  items: Item[]
  cursor: unknown
  more: boolean
  format: string
  feedTitle?: string | null
  siteUrl: string | null
  warnings: string[]
  /** Why not everything could be read that was to be read. */
  stopped?: Problem | null
  /** Seconds that the body of an answer asks for. */
  waitSeconds?: number | null
}

/**
 * The requests of one poll of an API, each under the same headers. That they keep their distance is up to `http`.
 */
export function startPoll(
  { http, signal }: Pick<FetchInput<unknown>, 'http' | 'signal'>,
  common: Pick<JsonOptions, 'headers' | 'explain'> = {},
) {
  const answers: JsonAnswer<unknown>[] = []
  const keep = <Value>(answer: JsonAnswer<Value>): JsonAnswer<Value> => {
    answers.push(answer)
    return answer
  }

  return {
    async get<Value>(
      url: string,
      schema: z.ZodType<Value>,
      options: JsonOptions = {},
    ): Promise<JsonAnswer<Value>> {
      return keep(await getJson(http, url, schema, { ...common, ...options, signal }))
    },

    async post<Value>(url: string, body: unknown, schema: z.ZodType<Value>): Promise<JsonAnswer<Value>> {
      return keep(await postJson(http, url, body, schema, { ...common, signal }))
    },

    /** What the poll has brought. */
    outcome(heard: Heard): FetchOutcome {
      const last = answers.at(-1)
      const stoppedWait = heard.stopped?.facts.retryAfterSeconds
      const waits = [
        ...answers.map(({ news }) => news.hostWaitSeconds),
        heard.waitSeconds ?? null,
        typeof stoppedWait === 'number' ? stoppedWait : null,
      ].filter((wait) => wait !== null)
      return {
        kind: 'items',
        items: heard.items,
        deleted: [],
        more: heard.more,
        state: { ...emptyFetchState, cursor: heard.cursor },
        feedTitle: heard.feedTitle ?? null,
        siteUrl: heard.siteUrl,
        finalUrl: withoutQuery(last?.reply.finalUrl ?? heard.siteUrl ?? ''),
        status: last?.reply.status ?? 200,
        bytes: answers.reduce((sum, { reply }) => sum + reply.body.byteLength, 0),
        format: heard.format,
        warnings: heard.stopped
          ? [...heard.warnings, `Not everything could be read: ${heard.stopped.message}`]
          : heard.warnings,
        suggestedIntervalSeconds: null,
        hub: null,
        movedTo: null,
        quota: answers.findLast(({ news }) => news.quota !== null)?.news.quota ?? null,
        hostWaitSeconds: waits.length === 0 ? null : Math.max(...waits),
      }
    },
  }
}

/** Some APIs want a key in the query, and nobody else is to see it. */
function withoutQuery(address: string): string {
  if (!URL.canParse(address)) return ''
  const { origin, pathname } = new URL(address)
  return origin + pathname
}
