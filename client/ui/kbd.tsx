import type { ReactElement } from 'react'
import styles from './kbd.module.css'

/** A shortcut as caps: "c", "Shift+?", "Ctrl+Enter". Hidden from screen readers, which get it from the control. */
export function Kbd({ keys }: { keys: string }): ReactElement {
  return (
    <span className={styles['keys']} aria-hidden="true">
      {keys.split('+').map((key) => (
        <kbd key={key} className={styles['key']}>
          {capOf(key)}
        </kbd>
      ))}
    </span>
  )
}

function capOf(key: string): string {
  if (key === 'Enter') return '↵'
  if (key === 'Escape') return 'Esc'
  if (key === 'Control') return 'Ctrl'
  return key.length === 1 ? key.toUpperCase() : key
}
