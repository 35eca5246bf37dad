import type { ReactElement, ReactNode } from 'react'
import type { PreviewState } from '../lib/preview.ts'
import { ErrorState } from './error-state.tsx'
import styles from './preview-panel.module.css'
import { Skeleton } from './skeleton.tsx'

/** What something would do, before it is saved: the newest answer of the server, or why there is none. */
export function PreviewPanel<Preview>({
  state: { preview, error, waiting, refetch },
  title,
  looking,
  hint,
  children,
}: {
  state: Pick<PreviewState<Preview>, 'preview' | 'error' | 'waiting' | 'refetch'>
  title?: string
  /** Said while the first answer is waited for. */
  looking: string
  /** Shown while there is nothing to ask; null: the form says it. */
  hint: string | null
  children: (preview: Preview) => ReactNode
}): ReactElement {
  return (
    <section className={styles['panel']} aria-label="Preview" aria-busy={waiting}>
      {title !== undefined && <h3 className={styles['title']}>{title}</h3>}
      {error !== null && error !== undefined ? (
        <ErrorState title="The preview could not be made" error={error} onRetry={refetch} />
      ) : preview !== undefined ? (
        children(preview)
      ) : waiting ? (
        <>
          <span className="unseen">{looking}</span>
          <Skeleton width="80%" />
          <Skeleton width="55%" />
        </>
      ) : (
        hint !== null && <p className={styles['quiet']}>{hint}</p>
      )}
    </section>
  )
}
