import { useSyncExternalStore } from 'react'

export type ToastAction = { label: string; keys?: string; onAction: () => void }

export type Toast = {
  id: number
  words: string
  tone: 'neutral' | 'problem'
  action?: ToastAction
  /** A second thing to do about it. */
  also?: ToastAction
  seconds: number
}

let toasts: readonly Toast[] = []
let lastId = 0
const timers = new Map<number, ReturnType<typeof setTimeout>>()
const listeners = new Set<() => void>()

/**
 * Says something in passing. At most three stand at once; each stays for its seconds (6 unless told).
 * @returns its id, for `dismissToast`.
 */
export function showToast(toast: { words: string } & Partial<Omit<Toast, 'id'>>): number {
  const shown: Toast = { tone: 'neutral', seconds: 6, ...toast, id: ++lastId }
  set([...toasts.slice(-2), shown])
  timers.set(
    shown.id,
    setTimeout(() => dismissToast(shown.id), shown.seconds * 1000),
  )
  return shown.id
}

/** Takes one away, if it is still there. */
export function dismissToast(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
  set(toasts.filter((toast) => toast.id !== id))
}

/** The toasts that stand now, oldest first. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
}

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}
