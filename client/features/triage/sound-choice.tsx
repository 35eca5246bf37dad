import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { sentimentLabels } from '../../../shared/contract/sentiment.ts'
import { capital } from '../../lib/capital.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { correctionKeys } from './correction-keys.ts'
import styles from './sound-choice.module.css'
import type { Triage } from './use-triage.ts'

/** What staff say of how a mention sounds: one press; what counts now is marked. Null where they may not. */
export function SoundChoice({ card, triage }: { card: MentionCard; triage: Triage }): ReactElement | null {
  const { label, corrected } = card.sentiment
  if (!triage.can('correct')) return null
  return (
    <div role="group" aria-label="How does it sound?" className={styles['choice']}>
      <div className={styles['labels']}>
        {sentimentLabels.map((each) => (
          <button
            key={each}
            type="button"
            className={styles['label']}
            data-label={each}
            aria-pressed={each === label}
            aria-keyshortcuts={correctionKeys[each]}
            data-tip={
              each === label && corrected === null ? `Confirm that it sounds ${each}` : `It sounds ${each}`
            }
            data-tip-keys={correctionKeys[each]}
            onClick={() => triage.correct(each)}
          >
            <span>{capital(each)}</span>
            <Kbd keys={correctionKeys[each]} />
          </button>
        ))}
      </div>
      {corrected !== null && (
        <Button
          look="quiet"
          size="small"
          icon="undo"
          keys={correctionKeys.scorer}
          onClick={() => triage.correct(null)}
        >
          Let Earshot’s count
        </Button>
      )}
    </div>
  )
}
