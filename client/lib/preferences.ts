import { useSyncExternalStore } from 'react'
import { readStored, writeStored } from './storage.ts'

/** How one person wants the screen, on this device. The first value of each is the default. */
const choices = {
  theme: ['system', 'light', 'dark'],
  contrast: ['system', 'more'],
  density: ['comfortable', 'compact', 'roomy'],
  shortcuts: ['on', 'off'],
} as const

export type PreferenceName = keyof typeof choices
export type Preference<N extends PreferenceName> = (typeof choices)[N][number]

const listeners = new Set<() => void>()

/** What a preference is now. */
export function preference<N extends PreferenceName>(name: N): Preference<N> {
  const stored = readStored(`earshot.${name}`)
  const allowed: readonly string[] = choices[name]
  return (stored !== null && allowed.includes(stored) ? stored : allowed[0]) as Preference<N>
}

/** Sets and keeps a preference; everything that uses it follows at once. */
export function setPreference<N extends PreferenceName>(name: N, value: Preference<N>): void {
  writeStored(`earshot.${name}`, value)
  applyPreferences()
  for (const listener of listeners) listener()
}

/** A preference that follows changes, from other tabs too. */
export function usePreference<N extends PreferenceName>(name: N): Preference<N> {
  return useSyncExternalStore(subscribe, () => preference(name))
}

/** Puts theme and contrast on the document, where the tokens read them. */
export function applyPreferences(): void {
  const { dataset } = document.documentElement
  dataset['theme'] = preference('theme')
  dataset['contrast'] = preference('contrast')
}

function subscribe(listener: () => void): () => void {
  const onStorage = (): void => {
    applyPreferences()
    listener()
  }
  listeners.add(listener)
  addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', onStorage)
  }
}
