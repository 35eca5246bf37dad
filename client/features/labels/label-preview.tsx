import type { ReactElement } from 'react'
import type { LabelPreview } from '../../../shared/contract/label.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PreviewedItems } from '../../ui/previewed-items.tsx'
import { ScoreWord } from '../../ui/score-word.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './label-preview.module.css'
import { matchedText } from '../../lib/label-text.ts'
import type { PreviewState } from '../../lib/use-label-preview.ts'

/** Which of the brand's newest mentions a rule would label, before it is saved. */
export function LabelPreviewPanel({ state }: { state: PreviewState }): ReactElement {
  const { preview, error, waiting, problem, refetch } = state
  return (
    <section className={styles['panel']} aria-label="Preview" aria-busy={waiting}>
      {error !== null && error !== undefined ? (
        <ErrorState title="The preview could not be made" error={error} onRetry={refetch} />
      ) : preview !== undefined ? (
        <Result preview={preview} />
      ) : waiting ? (
        <>
          <span className="unseen">Trying it on the newest mentions</span>
          <Skeleton width="80%" />
          <Skeleton width="55%" />
        </>
      ) : (
        <p className={styles['quiet']}>
          {problem === undefined
            ? 'Write a rule, and see here which mentions it would label.'
            : 'This cannot be read yet: look at the marked place.'}
        </p>
      )}
    </section>
  )
}

function Result({ preview }: { preview: LabelPreview }): ReactElement {
  const { matched, examples } = preview
  return (
    <>
      <p role="status">{matchedText(preview)}</p>
      {examples.length > 0 && (
        <>
          <PreviewedItems
            label="What it would label"
            items={examples}
            verdict={({ score, label }) => <ScoreWord score={score} label={label} />}
          />
          {matched > examples.length && (
            <p className={styles['quiet']}>These are the newest {examples.length.toLocaleString('en')}.</p>
          )}
        </>
      )}
    </>
  )
}
