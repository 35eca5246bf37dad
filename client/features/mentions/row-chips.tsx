import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './row-chips.module.css'
import { alikeText, seenText } from './spread-text.ts'

/** How far a post has spread: in how many places it was heard, and how many others tell nearly the same. */
export function RowChips({ card }: { card: MentionCard }): ReactElement {
  const alike = card.storySize - 1
  return (
    <>
      {card.sightings > 1 && (
        <span className={styles['chip']} data-tip={`The same post, ${seenText(card.sightings)}`}>
          <Icon name="places" size={14} />
          <span className={styles['long']}>{seenText(card.sightings)}</span>
          <span className={styles['short']} aria-hidden="true">
            {card.sightings}
          </span>
        </span>
      )}
      {card.storyId === null && alike > 0 && (
        <span
          className={styles['chip']}
          data-tip={`This one, and ${alikeText(alike)} with nearly the same words`}
        >
          <Icon name="story" size={14} />
          <span className={styles['long']}>and {alikeText(alike)}</span>
          <span className={styles['short']} aria-hidden="true">
            +{alike}
          </span>
        </span>
      )}
      {card.storyId !== null && (
        <span className={styles['chip']} data-tip="Says nearly the same as another">
          <Icon name="story" size={14} />
          <span className={styles['long']}>repeats</span>
        </span>
      )}
    </>
  )
}
