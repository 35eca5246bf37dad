import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { headlineOfCard } from '../../../shared/contract/headline.ts'
import { useNow } from '../../lib/now.ts'
import { Time } from '../../ui/time.tsx'
import styles from './card-links.module.css'
import { standingText } from './standing-text.ts'

/** Other mentions in one line each, with when and how they stand; each opens. */
export function CardLinks({
  cards,
  withAuthor = false,
}: {
  cards: readonly MentionCard[]
  withAuthor?: boolean
}): ReactElement {
  const now = useNow()
  return (
    <ul className={styles['list']}>
      {cards.map((card) => (
        <li key={card.id}>
          <Link
            to="/queue"
            search={{ lane: card.state === 'aside' ? 'aside' : 'stream', mention: card.id }}
            className={styles['card']}
            data-severity={card.severity}
          >
            <span className={styles['words']}>
              {withAuthor && <b className={styles['author']}>{card.author ?? 'Somebody'} </b>}
              {[headlineOfCard(card), card.excerpt].filter(Boolean).join(' ') ||
                'The author has deleted this post'}
            </span>
            <span className={styles['meta']}>
              <Time iso={card.publishedAt} short />
              {' · '}
              {card.state === 'stream' ? 'not in the queue' : standingText(card, now)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
