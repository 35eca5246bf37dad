import type { LiveCache } from './cache.ts'

let current: LiveCache | null = null

/** The live cache of the running connection, for replies to moves; null while nobody is signed in. */
export function currentLiveCache(): LiveCache | null {
  return current
}

/** Told by the connection as it starts and ends. */
export function setCurrentLiveCache(cache: LiveCache | null): void {
  current = cache
}
