import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import styles from './severity-bar.module.css'

const texts = ['not severe', 'severity low', 'severity medium', 'severity high'] as const

/** How bad a mention is, in words. What nobody has judged is not called harmless. */
export function severityText({ severity, sentiment }: Pick<MentionCard, 'severity' | 'sentiment'>): string {
  return severity === 0 && sentiment.label === null ? 'not scored' : (texts[severity] ?? '')
}

/**
 * The bar at a mention's left edge: four weights and patterns, so that severity is read without colour. Its parent
 * is positioned; the words are for screen readers.
 */
export function SeverityBar({ severity }: { severity: number }): ReactElement {
  return <span className={styles['bar']} data-severity={severity} aria-hidden="true" />
}
