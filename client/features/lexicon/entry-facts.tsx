import type { ReactElement } from 'react'
import type { LexiconEntry } from '../../../shared/contract/lexicon.ts'
import { Time } from '../../ui/time.tsx'
import styles from './entry-facts.module.css'

/** For which brand an entry counts, who proposed it, and since when it counts. */
export function EntryFacts({ entry, brandName }: { entry: LexiconEntry; brandName: string }): ReactElement {
  return (
    <ul className={styles['facts']}>
      <li>When it is said about {brandName}</li>
      <li>
        Proposed by {entry.proposedBy.name} <Time iso={entry.createdAt} />
      </li>
      {entry.state === 'active' && entry.decidedAt !== null && (
        <li>
          Counts since <Time iso={entry.decidedAt} />
        </li>
      )}
    </ul>
  )
}
