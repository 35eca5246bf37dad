import type { ReactElement } from 'react'
import type { LexiconEntry } from '../../../shared/contract/lexicon.ts'
import { weightText } from '../../lib/weight-text.ts'
import stack from '../../ui/form-stack.module.css'
import { Sheet } from '../../ui/sheet.tsx'
import { EntryFacts } from './entry-facts.tsx'
import styles from './entry-facts.module.css'
import { LexiconPreviewPanel } from './lexicon-preview.tsx'
import { useLexiconPreview } from './use-lexicon-preview.ts'

/** An entry for those who may look but not decide. */
export function EntryView({
  entry,
  brandName,
  onClose,
}: {
  entry: LexiconEntry
  brandName: string
  onClose: () => void
}): ReactElement {
  const { phrase, weight } = entry
  const proposed = entry.state === 'proposed'
  const preview = useLexiconPreview({
    brandId: entry.brandId,
    entryId: entry.id,
    entry: proposed ? { phrase, weight } : null,
  })
  return (
    <Sheet title={proposed ? 'A proposal' : `“${phrase}”`} onClose={onClose}>
      <div className={stack['stack']}>
        <p className={styles['phrase']}>
          {phrase} <small>{weightText(weight)}</small>
        </p>
        <EntryFacts entry={entry} brandName={brandName} />
        <p className={styles['quiet']}>
          {proposed
            ? 'An admin decides. Until then nothing changes.'
            : 'Admins change words. You can propose another one.'}
        </p>
        <LexiconPreviewPanel phrase={phrase} counts={!proposed} state={preview} />
      </div>
    </Sheet>
  )
}
