import { useEffect, useSyncExternalStore } from 'react'
import type { ClientEvents, Viewers } from '../../shared/contract/events.ts'

type View = Parameters<ClientEvents['view']>[0]
export type MentionViewer = Viewers['people'][number]

const everyMs = 5_000
const nobody: readonly MentionViewer[] = []

let byMention: ReadonlyMap<number, readonly MentionViewer[]> = new Map()
let send: ((view: View) => void) | null = null
let current: View = { mentionId: null, replying: false }
const listeners = new Set<() => void>()

/** Who has a mention open now, as the server last said. Includes the person at this screen. */
export function useMentionViewers(mentionId: number): readonly MentionViewer[] {
  return useSyncExternalStore(subscribe, () => byMention.get(mentionId) ?? nobody)
}

/** Tells colleagues what this tab looks at, while it does, and whether an answer is being written. */
export function useAnnounceView(mentionId: number | null, replying: boolean): void {
  useEffect(() => {
    announce({ mentionId, replying })
    const timer = setInterval(() => announce(current), everyMs)
    return () => clearInterval(timer)
  }, [mentionId, replying])
  useEffect(() => () => announce({ mentionId: null, replying: false }), [])
}

/** Told by the socket: somebody came, went, or began to write. */
export function setMentionViewers({ mentionId, people }: Viewers): void {
  const next = new Map(byMention)
  if (people.length === 0) next.delete(mentionId)
  else next.set(mentionId, people)
  set(next)
}

/** Told by the socket: where views go now; null while there is no connection, when nobody is known to look. */
export function setViewSender(sender: ((view: View) => void) | null): void {
  send = sender
  if (sender === null) set(new Map())
  else if (current.mentionId !== null) announce(current)
}

function announce(view: View): void {
  current = view
  if (document.visibilityState === 'visible' || view.mentionId === null) send?.(view)
}

function set(next: typeof byMention): void {
  byMention = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
