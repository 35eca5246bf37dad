import type pg from 'pg'
import type { SetupPart } from '../contract/events.ts'
import { changeChannel } from './changes.ts'
import type { Log } from '../runtime/log.ts'

/** What a poke may be about. Payload-free kinds only say "look again". */
export type Poke =
  | { about: 'change' }
  | { about: 'setup'; what: SetupPart }
  | { about: 'viewing'; mentionId: number }
  | { about: 'rights'; personId: number }

/** Tells every web process that there is something to look at. Never waits, never fails its caller. */
export type Poker = (poke: Poke) => void

/**
 * One debounced notifier for this process. NOTIFY takes a lock that serialises commits, so pokes are sent outside the
 * transactions that cause them, and many within a few milliseconds become one statement. A poke may be lost: whoever
 * listens also looks by itself now and then.
 */
export function createPoker(pool: pg.Pool, log: Log, debounceMs = 8): Poker {
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const send = () => {
    timer = undefined
    const payloads = [...waiting]
    waiting.clear()
    pool
      .query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [changeChannel, payloads])
      .catch((error: Error) => log.warn({ error: error.message }, 'a poke was lost'))
  }
  return (poke) => {
    waiting.add(JSON.stringify(poke))
    timer ??= setTimeout(send, debounceMs)
  }
}
