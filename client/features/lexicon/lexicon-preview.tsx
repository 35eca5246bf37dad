import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { LexiconPreview, RescoredMention } from '../../../shared/contract/lexicon.ts'
import type { PreviewState } from '../../lib/preview.ts'
import { Badge } from '../../ui/badge.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PreviewedItems } from '../../ui/previewed-items.tsx'
import { LabelWord } from '../../ui/label-word.tsx'
import { PreviewPanel } from '../../ui/preview-panel.tsx'
import panel from '../../ui/preview-panel.module.css'
import styles from './lexicon-preview.module.css'
import { effectText, foundText, shiftText } from './lexicon-text.ts'

/** Which past mentions an entry would change, before anything is saved. */
export function LexiconPreviewPanel({
  phrase,
  before,
  counts = false,
  state,
}: {
  phrase: string
  /** The phrase that it takes the place of, if that is another one. */
  before?: string
  /** It counts already: what is told is what would be without it. */
  counts?: boolean
  state: PreviewState<LexiconPreview>
}): ReactElement {
  return (
    <PreviewPanel
      state={state}
      looking="Trying it on the newest mentions"
      hint={
        state.problem === undefined ? 'Write a word, and see here which past mentions it would change.' : null
      }
    >
      {(preview) => <Result phrase={phrase.trim()} before={before} counts={counts} preview={preview} />}
    </PreviewPanel>
  )
}

function Result({
  phrase,
  before,
  counts,
  preview,
}: {
  phrase: string
  before: string | undefined
  counts: boolean
  preview: LexiconPreview
}): ReactElement {
  const effect = effectText(preview, counts)
  return (
    <>
      <p role="status">
        {foundText(phrase, preview, before)}
        {effect !== null && (
          <>
            {' '}
            <strong>{effect}</strong>
          </>
        )}
      </p>
      {preview.lookedAt > 0 && preview.found === 0 && (
        <p className={panel['quiet']}>It counts for what is heard from now on.</p>
      )}
      {preview.examples.length > 0 && (
        <>
          <PreviewedItems label="Mentions with it" items={preview.examples} verdict={BeforeAfter} />
          {preview.found > preview.examples.length && (
            <p className={panel['quiet']}>
              These are {preview.examples.length} of {preview.found.toLocaleString('en')}
              {preview.relabelled > 0 ? ', changed labels first' : ''}.
            </p>
          )}
        </>
      )}
    </>
  )
}

function BeforeAfter(item: RescoredMention): ReactElement {
  const { before, after } = item
  return (
    <>
      <span className={styles['change']}>
        <LabelWord {...before} />
        {before.label === after.label ? (
          shiftText(before, after)
        ) : (
          <>
            <Icon name="right" size={14} label="would become" />
            <LabelWord {...after} />
          </>
        )}
      </span>
      {item.queued && (
        <Badge tone="warning" icon="inbox">
          queue
        </Badge>
      )}
      <Link to="/queue" search={{ lane: 'stream', mention: item.id }} className={styles['open']}>
        Open
      </Link>
    </>
  )
}
