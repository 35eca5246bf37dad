import pg from 'pg'
import { z } from 'zod'
import { setupPart } from '../../shared/contract/events.ts'
import { changeChannel } from '../../shared/database/changes.ts'
import type { Poke } from '../../shared/database/poke.ts'
import type { Log } from '../../shared/runtime/log.ts'

const id = z.int().positive()
const pokes: z.ZodType<Poke> = z.discriminatedUnion('about', [
  z.object({ about: z.literal('change') }),
  z.object({ about: z.literal('setup'), what: setupPart }),
  z.object({ about: z.literal('viewing'), mentionId: id }),
  z.object({ about: z.literal('rights'), personId: id }),
])

const firstWaitMs = 100
const longestWaitMs = 2_000
/** A connection that a network dropped silently looks alive until something is asked. */
const askEveryMs = 20_000
const answerWithinMs = 5_000
/** A goodbye that nobody hears is not waited for longer. */
const goodbyeMs = 500

export type Listener = {
  isListening(): boolean
  close(): Promise<void>
}

/**
 * Hears pokes on a PostgreSQL connection of its own, and makes a new one whenever that is lost. Pokes sent meanwhile
 * are gone, so `onListening` is called at every start: look for yourself what was missed.
 */
export function listenForPokes(parts: {
  databaseUrl: string
  log: Log
  onPoke: (poke: Poke) => void
  onListening: () => void
}): Listener {
  const { databaseUrl, log, onPoke, onListening } = parts
  let client: pg.Client | undefined
  let listening = false
  let closed = false
  let waitMs = firstWaitMs
  let timer: NodeJS.Timeout | undefined

  const lost = (mine: pg.Client, reason: string) => {
    if (client !== mine || closed) return
    client = undefined
    listening = false
    clearTimeout(timer)
    log.warn({ reason, againInMs: waitMs }, 'the connection that hears pokes was lost')
    timer = setTimeout(() => void connect(), waitMs)
    waitMs = Math.min(waitMs * 2, longestWaitMs)
    mine.end().catch(() => undefined)
  }

  const connect = async () => {
    const mine = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'earshot listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    client = mine
    mine.on('error', (error) => lost(mine, error.message))
    mine.on('end', () => lost(mine, 'it ended'))
    mine.on('notification', ({ payload }) => {
      const poke = readPoke(payload ?? '')
      if (poke) onPoke(poke)
      else log.warn({ payload }, 'a poke that says nothing')
    })
    try {
      await mine.connect()
      await mine.query(`LISTEN ${changeChannel}`)
      if (client !== mine) return
      listening = true
      waitMs = firstWaitMs
      timer = setTimeout(() => void ask(mine), askEveryMs)
      onListening()
    } catch (error) {
      lost(mine, (error as Error).message)
    }
  }

  const ask = async (mine: pg.Client) => {
    const late = setTimeout(() => lost(mine, 'it did not answer'), answerWithinMs)
    await mine.query('SELECT 1').catch((error: Error) => lost(mine, error.message))
    clearTimeout(late)
    if (client === mine && !closed) timer = setTimeout(() => void ask(mine), askEveryMs)
  }

  void connect()
  return {
    isListening: () => listening,
    async close() {
      closed = true
      listening = false
      clearTimeout(timer)
      const last = client
      const silent = setTimeout(() => last?.connection.stream.destroy(), goodbyeMs)
      await last?.end().catch(() => undefined)
      clearTimeout(silent)
    },
  }
}

function readPoke(payload: string): Poke | undefined {
  try {
    return pokes.safeParse(JSON.parse(payload)).data
  } catch {
    return undefined
  }
}
