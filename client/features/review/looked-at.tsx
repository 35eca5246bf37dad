import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { correctedText } from '../../lib/sound-text.ts'
import { useViewer } from '../../lib/viewer.ts'
import styles from './looked-at.module.css'

/** What was said of the sample so far, and what Earshot had said; each can be changed. */
export function LookedAt({
  cards,
  shownId,
  onShow,
}: {
  cards: readonly MentionCard[]
  shownId: number | undefined
  onShow: (id: number) => void
}): ReactElement | null {
  const viewer = useViewer()
  if (cards.length === 0) return null
  return (
    <details className={styles['past']}>
      <summary>Looked at: {cards.length}</summary>
      <ul>
        {cards.map((card) => (
          <li key={card.id}>
            <button
              type="button"
              className={styles['one']}
              aria-current={card.id === shownId || undefined}
              onClick={() => onShow(card.id)}
            >
              <span className={styles['text']} dir="auto">
                {card.excerpt || card.title}
              </span>
              <span className={styles['said']}>{correctedText(card.sentiment, viewer.id)}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
