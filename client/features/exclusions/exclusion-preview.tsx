import type { ReactElement } from 'react'
import type { ExclusionPreview } from '../../../shared/contract/exclusion.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PreviewedItems } from '../../ui/previewed-items.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './exclusion-preview.module.css'
import { dangerText, hiddenText } from './exclusion-text.ts'
import type { PreviewState } from './use-exclusion-preview.ts'

/** What an exclusion would have kept out of the last 30 days; loud where these were people who needed an answer. */
export function ExclusionPreviewPanel({ state }: { state: PreviewState }): ReactElement {
  const { preview, error, waiting, problem, refetch } = state
  return (
    <section className={styles['panel']} aria-label="Preview" aria-busy={waiting}>
      {error !== null && error !== undefined ? (
        <ErrorState title="The preview could not be made" error={error} onRetry={refetch} />
      ) : preview !== undefined ? (
        <Result preview={preview} />
      ) : waiting ? (
        <>
          <span className="unseen">Looking at the last 30 days</span>
          <Skeleton width="80%" />
          <Skeleton width="55%" />
        </>
      ) : (
        <p className={styles['quiet']}>
          {problem === undefined
            ? 'Say what to keep out, and see here what it would have hidden.'
            : 'This cannot be read yet: look at the marked place.'}
        </p>
      )}
    </section>
  )
}

function Result({ preview }: { preview: ExclusionPreview }): ReactElement {
  const danger = dangerText(preview)
  return (
    <>
      <p role="status">{hiddenText(preview)}</p>
      {danger !== null && <Notice tone="warning">{danger}</Notice>}
      {preview.examples.length > 0 && (
        <>
          <PreviewedItems label="What it would have set aside" items={preview.examples} />
          {preview.hidden > preview.examples.length && (
            <p className={styles['quiet']}>
              These are {preview.examples.length} of {preview.hidden.toLocaleString('en')}
              {preview.queued > 0 ? ', complaints first' : ''}.
            </p>
          )}
        </>
      )}
    </>
  )
}
