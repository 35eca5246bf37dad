import type { ReactElement } from 'react'
import type { ExclusionPreview } from '../../../shared/contract/exclusion.ts'
import type { PreviewState } from '../../lib/preview.ts'
import { Notice } from '../../ui/notice.tsx'
import { PreviewedItems } from '../../ui/previewed-items.tsx'
import { PreviewPanel } from '../../ui/preview-panel.tsx'
import styles from '../../ui/preview-panel.module.css'
import { dangerText, hiddenText } from './exclusion-text.ts'

/** What an exclusion would have kept out of the last 30 days; loud where these were people who needed an answer. */
export function ExclusionPreviewPanel({ state }: { state: PreviewState<ExclusionPreview> }): ReactElement {
  return (
    <PreviewPanel
      state={state}
      looking="Looking at the last 30 days"
      hint={
        state.problem === undefined
          ? 'Say what to keep out, and see here what it would have hidden.'
          : 'This cannot be read yet: look at the marked place.'
      }
    >
      {(preview) => <Result preview={preview} />}
    </PreviewPanel>
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
