import type { ReactElement } from 'react'
import type { LexiconEntry } from '../../../shared/contract/lexicon.ts'
import { capital } from '../../lib/capital.ts'
import { Time } from '../../ui/time.tsx'
import styles from './entry-facts.module.css'
import { fromText } from './lexicon-text.ts'

/** For which brand an entry counts, who proposed it, and since when it counts. */
export function EntryFacts({ entry, brandName }: { entry: LexiconEntry; brandName: string }): ReactElement {
  return (
    <ul className={styles['facts']}>
      <li>When it is said about {brandName}</li>
      <li>
        {capital(fromText(entry))} <Time iso={entry.createdAt} />
      </li>
      {entry.state === 'active' && entry.decidedAt !== null && (
        <li>
          Counts since <Time iso={entry.decidedAt} />
        </li>
      )}
    </ul>
  )
}
