import type { Change } from '../../shared/contract/events.ts'
import type { MentionCard, Revisions } from '../../shared/contract/mention.ts'
import { readRevisions } from '../../shared/database/changes.ts'
import type { Database } from '../../shared/database/connect.ts'
import { readCards } from '../../shared/domain/mentions/cards.ts'
import type { Log } from '../../shared/runtime/log.ts'
import { readBacklog, type Backlog } from './change-log.ts'
import { decide, freshPace, type Pace } from './pace.ts'

/** The log is read this often even when nobody pokes, because a poke may be lost. */
const pollMs = 1_000
/** Not read for so long: progress has stopped. */
const stalledMs = 10_000

/** Reads the change log beyond what this process has sent, and sends it. */
export type Relay = {
  /** The revisions up to which everything was sent. */
  revisions(): Revisions
  /** Brands seen so far. */
  brandIds(): number[]
  /** The log may have grown: look now. */
  look(): void
  /** Milliseconds since the log was last read, and whether that is too long. */
  progress(): { agoMs: number; stalled: boolean }
  close(): Promise<void>
}

/**
 * Starts at the current revisions. `send` is called for each brand's entries in their order, without holes or repeats;
 * `onBrand` before the first entry of a brand that was not there before.
 */
export async function startRelay(parts: {
  db: Database
  log: Log
  send: (change: Change) => void
  onBrand: (brandId: number) => void
}): Promise<Relay> {
  const { db, log, send, onBrand } = parts
  const cursors = new Map(
    Object.entries(await readRevisions(db)).map(([id, revision]) => [Number(id), revision]),
  )
  const paces = new Map<number, Pace>()
  let readAt = Date.now()
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> | undefined
  let wanted = false
  let closed = false
  let failing = false

  const readRound = async (): Promise<number> => {
    const backlogs = await readBacklog(db, cursors)
    let nextMs = pollMs
    const now = Date.now()
    const direct: Backlog[] = []
    for (const backlog of backlogs) {
      const { brandId, head } = backlog
      if (!cursors.has(brandId)) {
        cursors.set(brandId, 0)
        onBrand(brandId)
      }
      const pace = paces.get(brandId) ?? freshPace()
      paces.set(brandId, pace)
      const decision = decide(pace, backlog, cursors.get(brandId)!, now)
      if (decision.send === 'entries') direct.push(backlog)
      else if (decision.send === 'wait') nextMs = Math.min(nextMs, decision.ms)
      else {
        send({ brandId, revision: head, mentions: [], truncated: true })
        cursors.set(brandId, head)
      }
    }
    await sendEntries(direct)
    return nextMs
  }

  const sendEntries = async (backlogs: Backlog[]) => {
    // Read after the entries, so that each card is as new as its entry or newer; once for all of them.
    const ids = new Set(backlogs.flatMap(({ entries }) => entries.flatMap((entry) => entry.ids)))
    const cards = new Map((await readCards(db, [...ids])).map((card) => [card.id, card]))
    for (const { brandId, entries } of backlogs)
      for (const { revision, ids: changed } of entries) {
        const mentions = changed
          .map((id) => cards.get(id))
          .filter((card): card is MentionCard => card !== undefined)
        send({ brandId, revision, mentions, truncated: false })
        cursors.set(brandId, revision)
      }
  }

  const run = async () => {
    let nextMs = pollMs
    do {
      wanted = false
      try {
        nextMs = await readRound()
        readAt = Date.now()
        if (failing) log.info('the change log can be read again')
        failing = false
      } catch (error) {
        if (!failing) log.warn({ error: (error as Error).message }, 'the change log cannot be read')
        failing = true
      }
    } while (wanted && !closed && !failing)
    round = undefined
    if (!closed) timer = setTimeout(look, nextMs)
  }

  const look = () => {
    if (closed) return
    wanted = true
    clearTimeout(timer)
    round ??= run()
  }

  look()
  return {
    revisions: () => Object.fromEntries(cursors),
    brandIds: () => [...cursors.keys()],
    look,
    progress: () => ({ agoMs: Date.now() - readAt, stalled: Date.now() - readAt > stalledMs }),
    async close() {
      closed = true
      clearTimeout(timer)
      await round
    },
  }
}
