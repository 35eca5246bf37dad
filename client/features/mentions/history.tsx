import type { ReactElement } from 'react'
import type { HistoryEvent } from '../../../shared/contract/mention.ts'
import { Badge } from '../../ui/badge.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Time } from '../../ui/time.tsx'
import { eventIcon, eventText, eventWords } from './event-text.ts'
import styles from './history.module.css'

/** Everything that happened to a mention, oldest first. Notes say that they are internal. */
export function History({
  events,
  feedTitle,
}: {
  events: readonly HistoryEvent[]
  feedTitle: string
}): ReactElement {
  return (
    <section aria-labelledby="history-title">
      <h3 id="history-title" className={styles['title']}>
        History
      </h3>
      <ol className={styles['events']}>
        {events.map((event) => {
          const words = eventWords(event)
          return (
            <li key={event.id} className={styles['event']} data-taken-back={event.takenBack || undefined}>
              <span className={styles['mark']}>
                <Icon name={eventIcon(event)} size={16} />
              </span>
              <div className={styles['body']}>
                <p>
                  <span className={styles['said']}>
                    {event.kind === 'heard' ? `Heard in ${feedTitle}` : eventText(event)}
                  </span>{' '}
                  <Time iso={event.at} className={styles['time']} />
                  {event.takenBack && <span className={styles['time']}> · taken back</span>}
                </p>
                {words !== undefined && (
                  <blockquote className={styles['words']} data-kind={event.kind}>
                    {event.kind === 'note' && <Badge tone="warning">Internal</Badge>}
                    <p>{words}</p>
                    {event.detail.replyUrl !== undefined && (
                      <a href={event.detail.replyUrl} target="_blank" rel="noopener noreferrer">
                        See the posted answer
                      </a>
                    )}
                  </blockquote>
                )}
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
