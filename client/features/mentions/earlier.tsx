import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { useNow } from '../../lib/now.ts'
import { Time } from '../../ui/time.tsx'
import styles from './earlier.module.css'
import { standingText } from './state-text.ts'

/** What the same author said before: an answer should know it. */
export function Earlier({
  cards,
  author,
}: {
  cards: readonly MentionCard[]
  author: string | null
}): ReactElement | null {
  const now = useNow()
  if (cards.length === 0) return null
  return (
    <section aria-labelledby="earlier-title">
      <h3 id="earlier-title" className={styles['title']}>
        Earlier from {author ?? 'this author'}:{' '}
        {cards.length === 1 ? 'one mention' : `${cards.length} mentions`}
      </h3>
      <ul className={styles['list']}>
        {cards.map((card) => (
          <li key={card.id}>
            <Link
              to="/queue"
              search={{ lane: 'stream', mention: card.id }}
              className={styles['card']}
              data-severity={card.severity}
            >
              <span className={styles['words']}>{[card.title, card.excerpt].filter(Boolean).join(' ')}</span>
              <span className={styles['meta']}>
                <Time iso={card.publishedAt} short />
                {' · '}
                {card.state === 'stream' ? 'not in the queue' : standingText(card, now)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
