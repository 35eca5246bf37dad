import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../../../database/store.ts'
import { retryAfterSeconds } from '../../sources/http-failure.ts'
import type { HttpReply } from '../../sources/http-reply.ts'
import type { SafeHttp } from '../../sources/http.ts'
import { hostOf } from '../settings.ts'
import { blockRefusingHost } from './block.ts'
import { takeTurn } from './turn.ts'

/** A poll waits so long for its first turn, and for that of a host that it is sent on to; then others may go before it. */
const firstPatienceSeconds = 2
/** Of two requests the second may come through faster. */
const margin = 1.1
/** What was begun is worth waiting for. */
const nextPatienceSeconds = 65

export type Manners = {
  /** Of the feed: its registrable domain, or the lane that its source names. */
  host: string
  /** The feed's own address: other addresses of its domain are in its lane. */
  url: string
  spacingSeconds: number
  signal: AbortSignal
  /** For the first turn. Default 2. */
  patienceSeconds?: number
}

/**
 * The web for one poll: each request waits for its turn at its host, each redirect to another host for its turn there,
 * and a host that refuses is left alone by everybody from then on. `refused` says whether one did.
 * @throws NotYet from any request whose host must not be asked now
 */
export function createPoliteHttp(
  http: SafeHttp,
  connection: Connection,
  { host, url, spacingSeconds, signal, patienceSeconds = firstPatienceSeconds }: Manners,
): SafeHttp & { refused(): boolean } {
  const own = hostOf(url)
  const laneOf = (address: string) => (hostOf(address) === own ? host : hostOf(address))
  let turns = 0
  let refusals = 0

  async function wait(lane: string, patience: number): Promise<void> {
    const spacing = spacingSeconds * margin
    const ms = await takeTurn(connection, lane, { spacingSeconds: spacing, patienceSeconds: patience })
    if (ms > 0) await sleep(ms, undefined, { signal })
  }

  async function politely(address: string, ask: () => Promise<HttpReply>): Promise<HttpReply> {
    if (URL.canParse(address)) {
      await wait(laneOf(address), turns === 0 ? patienceSeconds : nextPatienceSeconds)
      turns += 1
    }
    const reply = await ask()
    const seconds = retryAfterSeconds(reply.headers['retry-after'])
    const { status } = reply
    if (status === 429 || status === 503 || (status === 403 && seconds !== null)) {
      refusals += 1
      await blockRefusingHost(connection, laneOf(reply.finalUrl), seconds)
    }
    return reply
  }

  const onRedirect = (from: URL, to: URL): Promise<void> | undefined =>
    hostOf(from.href) === hostOf(to.href) ? undefined : wait(laneOf(to.href), firstPatienceSeconds)

  return {
    get: (address, options) => politely(address, () => http.get(address, { onRedirect, ...options })),
    post: (address, options) => politely(address, () => http.post(address, options)),
    close: async () => undefined,
    refused: () => refusals > 0,
  }
}
