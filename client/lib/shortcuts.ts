import { useEffect, useRef } from 'react'
import { usePreference } from './preferences.ts'

/** What single keys do; named as `KeyboardEvent.key`, letters in lower case. */
export type Shortcuts = { readonly [key: string]: (() => void) | undefined }

/** Keys that work even when single-key shortcuts are switched off: nobody types them by speaking. */
const always = new Set(['Escape'])

/**
 * Single-key shortcuts of a screen. They never fire in fields, dialogs or menus, nor with a modifier, and the person
 * can switch them off (WCAG 2.1.4).
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const on = usePreference('shortcuts') === 'on'
  const current = useRef(shortcuts)
  useEffect(() => {
    current.current = shortcuts
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const work = on || always.has(key) ? current.current[key] : undefined
      if (work === undefined) return
      event.preventDefault()
      work()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [on])
}

/** Whether the key belongs to what has focus. */
function isTaken(event: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open], [role="menu"]') !== null) return true
  if (!(event.target instanceof HTMLElement)) return false
  if (event.target.isContentEditable || event.target.matches('input, textarea, select')) return true
  return event.key === 'Enter' && event.target.matches('button, a, summary')
}
