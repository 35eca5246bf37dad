import type { ReactElement } from 'react'
import { sentimentLabels, type SentimentLabel } from '../../shared/contract/sentiment.ts'
import { capital } from '../lib/capital.ts'
import { correctionKeys } from '../lib/correction-keys.ts'
import { Kbd } from './kbd.tsx'
import styles from './label-choice.module.css'

/** The three things that a text can sound like, each with its key; the screen has to listen to the keys. */
export function LabelChoice({
  pressed,
  tip,
  large = false,
  onChoose,
}: {
  /** What is marked as chosen; null: nothing. */
  pressed: SentimentLabel | null
  tip: (label: SentimentLabel) => string
  /** Where it is what the screen is for. */
  large?: boolean
  onChoose: (label: SentimentLabel) => void
}): ReactElement {
  return (
    <div className={styles['labels']} data-large={large || undefined}>
      {sentimentLabels.map((each) => (
        <button
          key={each}
          type="button"
          className={styles['label']}
          data-label={each}
          aria-pressed={each === pressed}
          aria-keyshortcuts={correctionKeys[each]}
          data-tip={tip(each)}
          data-tip-keys={correctionKeys[each]}
          onClick={() => onChoose(each)}
        >
          <span>{capital(each)}</span>
          <Kbd keys={correctionKeys[each]} />
        </button>
      ))}
    </div>
  )
}
