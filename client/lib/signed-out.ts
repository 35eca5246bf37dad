import { useSyncExternalStore } from 'react'

/** Why the sign-in page stands in the place of a screen, when the person did not ask for it. */
export type SignedOut = 'rights_changed' | 'ended'

let why: SignedOut | null = null
const listeners = new Set<() => void>()

/**
 * Remembers why somebody was signed out. A refused call only knows that the session has ended, and may be heard before
 * what knows the cause: the cause stands.
 */
export function rememberSignedOut(reason: SignedOut): void {
  if (why !== 'rights_changed') set(reason)
}

/** Why, as far as this page knows; null after somebody left by themselves, or never was here. */
export function whySignedOut(): SignedOut | null {
  return why
}

/** The same, for a page that shows it. */
export function useWhySignedOut(): SignedOut | null {
  return useSyncExternalStore(subscribe, whySignedOut)
}

/** Somebody signs in or out by themselves. */
export function forgetSignedOut(): void {
  set(null)
}

function set(next: SignedOut | null): void {
  why = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
