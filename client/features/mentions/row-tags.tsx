import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import type { UrgencyKind } from '../../../shared/contract/sentiment.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './row-tags.module.css'

const reasonsShown = 2

const reasonTexts: Record<UrgencyKind, string> = {
  safety: 'safety',
  legal: 'legal',
  vulnerable: 'vulnerable',
  press: 'press',
  outage: 'outage',
  money: 'money',
  deadline: 'deadline',
  waitingTime: 'waited long',
  question: 'asks',
}

/** What to know before the words are read: what staff say of them, or that nobody does; why to hurry. */
export function RowTags({ card: { sentiment, urgency } }: { card: MentionCard }): ReactElement {
  const { label, corrected } = sentiment
  return (
    <>
      {corrected !== null && (
        <span className={styles['tag']} data-tip={`${label}, says ${corrected.by.name}`}>
          <Icon name="check" size={12} />
          {label}
          <span className="unseen">, says {corrected.by.name}</span>
        </span>
      )}
      {label === null && <span className={styles['tag']}>not scored</span>}
      {urgency.slice(0, reasonsShown).map((kind) => (
        <span key={kind} className={styles['tag']} data-hurry="">
          {reasonTexts[kind]}
        </span>
      ))}
    </>
  )
}
