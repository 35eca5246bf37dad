import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { CardLinks } from './card-links.tsx'
import styles from './section.module.css'

/** What the same author said before: an answer should know it. */
export function Earlier({
  cards,
  author,
}: {
  cards: readonly MentionCard[]
  author: string | null
}): ReactElement | null {
  if (cards.length === 0) return null
  return (
    <section aria-labelledby="earlier-title">
      <h3 id="earlier-title" className={styles['title']}>
        Earlier from {author ?? 'this author'}:{' '}
        {cards.length === 1 ? 'one mention' : `${cards.length} mentions`}
      </h3>
      <CardLinks cards={cards} />
    </section>
  )
}
