import type { ReactElement } from 'react'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import { Time } from '../../ui/time.tsx'
import styles from './section.module.css'
import { seenText } from './spread-text.ts'

/** Every place where this same post was heard: it counts once, and waits once. */
export function SeenIn({ detail }: { detail: MentionDetail }): ReactElement | null {
  const { card, feed, seenIn } = detail
  if (seenIn.length === 0) return null
  const first = { feedId: feed.id, feedTitle: feed.title, url: card.url, heardAt: card.heardAt }
  const words = seenText(seenIn.length + 1)
  return (
    <section aria-labelledby="seen-title">
      <h3 id="seen-title" className={styles['title']}>
        {words.charAt(0).toUpperCase() + words.slice(1)}
      </h3>
      <ul className={styles['places']}>
        {[first, ...seenIn].map((place) => (
          <li key={`${place.feedId} ${place.url}`} className={styles['place']}>
            <span className={styles['name']}>
              {place.url === null ? (
                place.feedTitle
              ) : (
                <a href={place.url} target="_blank" rel="noopener noreferrer">
                  {place.feedTitle}
                </a>
              )}
            </span>
            <span className={styles['when']}>
              heard <Time iso={place.heardAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
