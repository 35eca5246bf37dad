import type { ReactElement } from 'react'
import type { LabelPreview } from '../../../shared/contract/label.ts'
import { PreviewedItems } from '../../ui/previewed-items.tsx'
import { LabelWord } from '../../ui/label-word.tsx'
import { PreviewPanel } from '../../ui/preview-panel.tsx'
import styles from '../../ui/preview-panel.module.css'
import { matchedText } from '../../lib/label-text.ts'
import type { PreviewState } from '../../lib/preview.ts'

/** Which of the brand's newest mentions a rule would label, before it is saved. */
export function LabelPreviewPanel({ state }: { state: PreviewState<LabelPreview> }): ReactElement {
  return (
    <PreviewPanel
      state={state}
      looking="Trying it on the newest mentions"
      hint={
        state.problem === undefined
          ? 'Write a rule, and see here which mentions it would label.'
          : 'This cannot be read yet: look at the marked place.'
      }
    >
      {(preview) => <Result preview={preview} />}
    </PreviewPanel>
  )
}

function Result({ preview }: { preview: LabelPreview }): ReactElement {
  const { matched, examples } = preview
  return (
    <>
      <p role="status">{matchedText(preview)}</p>
      {examples.length > 0 && (
        <>
          <PreviewedItems label="What it would label" items={examples} verdict={LabelWord} />
          {matched > examples.length && (
            <p className={styles['quiet']}>These are the newest {examples.length.toLocaleString('en')}.</p>
          )}
        </>
      )}
    </>
  )
}
