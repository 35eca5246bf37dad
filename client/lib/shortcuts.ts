import { useEffect, useRef } from 'react'
import { usePreference } from './preferences.ts'

/** What single keys do; named as `KeyboardEvent.key`, letters in lower case. */
export type Shortcuts = { readonly [key: string]: (() => void) | undefined }

/** Keys that also work in fields, and when single-key shortcuts are switched off: they are no text. */
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
    // What has the key is looked up before anybody acts on it: Escape may close a menu on the way.
    let taken = false
    const look = (event: KeyboardEvent): void => {
      taken = isTaken(event)
    }
    const onKey = (event: KeyboardEvent): void => {
      if (taken || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (isTyping(event) && !always.has(key)) return
      const work = on || always.has(key) ? current.current[key] : undefined
      if (work === undefined) return
      event.preventDefault()
      work()
    }
    document.addEventListener('keydown', look, true)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', look, true)
      document.removeEventListener('keydown', onKey)
    }
  }, [on])
}

/** Whether the key belongs to what has focus. */
function isTaken(event: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open], [role="menu"]') !== null) return true
  return (
    event.key === 'Enter' && event.target instanceof Element && event.target.matches('button, a, summary')
  )
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select')
}
