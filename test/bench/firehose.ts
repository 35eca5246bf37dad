import { createConnector } from '../../shared/domain/sources/connectors/bluesky.ts'
import { newsOf } from '../../shared/domain/sources/connectors/bluesky/news.ts'
import { createSafeHttp } from '../../shared/domain/sources/http.ts'
import { createOpenSocket } from '../../shared/domain/sources/socket.ts'
import { compileMatcher, type Matcher } from '../../shared/domain/matching/matcher.ts'
import { parseQuery } from '../../shared/domain/matching/query.ts'
import { createScorer } from '../../shared/domain/scoring/create-scorer.ts'
import { alternate } from './alternate.ts'
import { startChild } from './child.ts'
import { figure, median, type Bench, type BenchContext, type Figure } from './figure.ts'
import { firehoseFrames } from './firehose-frames.ts'
import { queryText } from './matching-texts.ts'

const queries = 1_000
const frameCount = 20_000
const rounds = 9
/** Several times what Bluesky usually posts is 500 a second; this is twenty times that. */
const perSecond = 10_000
const listenSeconds = 60
/** Until what is used often is compiled, and the heap has its size. */
const settleSeconds = 15

/** How many of Jetstream's messages one core takes in, and whether it keeps up with a stream of them. */
export const firehose: Bench = {
  name: 'firehose',
  async run(context) {
    const matcher = compileMatcher(
      Array.from({ length: queries }, (_, n) => ({
        id: `${n}`,
        brandId: '1',
        query: parseQuery(queryText(n)),
      })),
      createScorer().languageOf,
    )
    return [...(await throughput(matcher)), ...(await endurance(matcher, context))]
  },
}

async function throughput(matcher: Matcher): Promise<Figure[]> {
  const frames = firehoseFrames(frameCount, queries)
  const wanted = (title: string, text: string) => matcher.mayMatch(title, text)
  const rate = (take: (frame: Buffer) => unknown) => async () => {
    const startedAt = performance.now()
    for (const frame of frames) take(frame)
    return frames.length / ((performance.now() - startedAt) / 1000)
  }
  const { ours, ratios } = await alternate(
    rounds,
    rate((frame) => newsOf(frame, wanted)),
    rate((frame) => JSON.parse(frame.toString())),
  )
  return [
    figure('firehose through 1,000 queries', 'messages/s', ours, { atLeast: perSecond }),
    figure('firehose through 1,000 queries', 'messages/s', ratios, {
      ratioTo: 'bare JSON.parse',
      atLeast: 0.4,
    }),
  ]
}

/** Listens to a real socket for a minute. */
async function endurance(matcher: Matcher, { ends, say }: BenchContext): Promise<Figure[]> {
  const env = { BENCH_PER_SECOND: String(perSecond), BENCH_BRANDS: String(queries) }
  const server = await startChild<number>(ends, './firehose-process.ts', env)
  const rules = { allowPrivate: true, userAgent: 'Earshot/bench' }
  const http = createSafeHttp(rules)
  ends.add('http', http.close)
  const connector = createConnector()
  const origin = `127.0.0.1:${server.ready}`
  const stop = new AbortController()
  const stream = connector.listen!({
    config: connector.config.parse({ endpoint: `ws://${origin}/subscribe`, api: `http://${origin}` }),
    credential: null,
    cursor: null,
    http,
    openSocket: createOpenSocket(rules),
    signal: stop.signal,
    wanted: (title, text) => matcher.mayMatch(title, text),
  })
  const lags: number[] = []
  const memory: number[] = []
  let messages = 0
  let items = 0
  const startedAt = performance.now()
  for await (const batch of stream) {
    const { timeUs } = batch.cursor as { timeUs: number }
    const seconds = (performance.now() - startedAt) / 1000
    messages += batch.messages
    items += batch.items.length
    if (seconds > settleSeconds) {
      lags.push(Date.now() - timeUs / 1000)
      memory.push(process.memoryUsage.rss() / 1e6)
    }
    if (seconds > listenSeconds) stop.abort()
  }
  const seconds = (performance.now() - startedAt) / 1000
  const { sent, unsent } = await server.ask<{ sent: number; unsent: number }>(null)
  say(
    `  ${messages} of ${sent} messages in ${Math.round(seconds)} s, ${items} wanted, ${unsent} bytes unsent`,
  )
  const third = Math.floor(memory.length / 3)
  const growth = median(memory.slice(-third)) / median(memory.slice(0, third))
  return [
    figure('firehose over a socket', 'messages/s', [messages / seconds]),
    figure('firehose over a socket: behind', 'ms', lags, { atMost: 1000 }),
    figure('firehose over a socket: memory at the end', 'MB', [growth], {
      ratioTo: 'its beginning',
      atMost: 1.2,
    }),
  ]
}
