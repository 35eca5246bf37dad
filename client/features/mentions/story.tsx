import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import { CardLinks } from './card-links.tsx'
import styles from './section.module.css'
import { alikeText } from './spread-text.ts'

/** The posts whose text is nearly the same: one answer may be enough, and who waits is seen once. */
export function Story({ detail }: { detail: MentionDetail }): ReactElement | null {
  const { card, story } = detail
  if (story.length === 0) return null
  const first = story.find(({ id }) => id === card.storyId)
  /** That one was heard before this one, which did not take its place. */
  const saidLater = first !== undefined && first.publishedAt > card.publishedAt
  const others = story.filter((other) => other !== first)
  const more = card.storySize - 1 - story.length
  return (
    <section aria-labelledby="story-title">
      <h3 id="story-title" className={styles['title']}>
        {card.storyId === null ? `The same story: ${alikeText(card.storySize - 1)}` : 'The same story'}
      </h3>
      {first !== undefined && (
        <p className={styles['note']}>
          {saidLater ? 'This says the same as' : 'This repeats'}{' '}
          <Link
            to="/queue"
            search={{ lane: first.state === 'aside' ? 'aside' : 'stream', mention: first.id }}
          >
            what {first.author ?? 'somebody'} said {saidLater ? 'later' : 'first'}
          </Link>
          {first.state === 'queued' ? ', which waits in the queue for all of them.' : '.'}
        </p>
      )}
      <CardLinks cards={first === undefined ? story : [first, ...others]} withAuthor />
      {more > 0 && <p className={styles['note']}>And {more.toLocaleString('en')} older.</p>}
    </section>
  )
}
