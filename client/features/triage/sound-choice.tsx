import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { correctionKeys } from '../../lib/correction-keys.ts'
import { handFocus } from '../../lib/hand-focus.ts'
import { Button } from '../../ui/button.tsx'
import { LabelChoice } from '../../ui/label-choice.tsx'
import styles from './sound-choice.module.css'
import type { Triage } from './use-triage.ts'

/** What staff say of how a mention sounds: one press; what counts now is marked. Null where they may not. */
export function SoundChoice({ card, triage }: { card: MentionCard; triage: Triage }): ReactElement | null {
  const { label, corrected } = card.sentiment
  if (!triage.can('correct')) return null
  return (
    <div role="group" aria-label="How does it sound?" className={styles['choice']}>
      <LabelChoice
        pressed={label}
        tip={(each) =>
          each === label && corrected === null ? `Confirm that it sounds ${each}` : `It sounds ${each}`
        }
        onChoose={triage.correct}
      />
      {corrected !== null && (
        <Button
          look="quiet"
          size="small"
          icon="undo"
          keys={correctionKeys.scorer}
          onClick={({ currentTarget }) => {
            handFocus(currentTarget)
            triage.correct(null)
          }}
        >
          Let Earshot’s count
        </Button>
      )}
    </div>
  )
}
