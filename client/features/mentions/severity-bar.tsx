import type { ReactElement } from 'react'
import styles from './severity-bar.module.css'

/** How bad a mention is, in words. */
export const severityTexts = ['not severe', 'severity low', 'severity medium', 'severity high'] as const

/**
 * The bar at a mention's left edge: four weights and patterns, so that severity is read without colour. Its parent
 * is positioned; the words are for screen readers.
 */
export function SeverityBar({ severity }: { severity: number }): ReactElement {
  return <span className={styles['bar']} data-severity={severity} aria-hidden="true" />
}
