import { useSyncExternalStore } from 'react'

/**
 * live: changes arrive. reconnecting: the line broke a moment ago. stale: it has been broken, or silent, long enough
 * that the screen may be wrong. offline: this device has no network. closed: not connected yet, or signed out.
 */
export type ConnectionState = 'closed' | 'live' | 'reconnecting' | 'stale' | 'offline'

let state: ConnectionState = 'closed'
const listeners = new Set<() => void>()

/** How the live connection stands. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(subscribe, () => state)
}

/** Told by the socket, and by who waits for its code. */
export function setConnection(next: ConnectionState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
