import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Trends } from '../../../shared/contract/trend.ts'
import { useNow } from '../../lib/now.ts'
import { durationText } from '../../lib/time-text.ts'
import linkStyles from './behind.module.css'
import { BehindLink, type Behind } from './behind.tsx'
import { Figure, Figures } from './figure.tsx'

const lanes = [
  {
    key: 'queued',
    lane: 'queue',
    name: 'Queued',
    words: 'They need an answer, and nobody has taken them yet.',
  },
  { key: 'claimed', lane: 'claimed', name: 'Claimed', words: 'Each has an owner who is at it.' },
  { key: 'snoozed', lane: 'snoozed', name: 'Snoozed', words: 'They come back later.' },
] as const

/** What is open at this moment, whenever it was published. */
export function BacklogFigures({
  backlog,
  filter,
}: {
  backlog: Trends['backlog']
  filter: Behind
}): ReactElement {
  const now = useNow()
  const since = backlog.longestWaitSince
  const wait = since === null ? null : durationText((now - Date.parse(since)) / 1000)
  return (
    <Figures title="Open now">
      {lanes.map(({ key, lane, name, words }) => (
        <Figure
          key={key}
          name={name}
          figure={
            <BehindLink
              of={{ ...filter, lane }}
              count={backlog[key]}
              label={`${backlog[key]} ${key}: open them`}
            >
              {backlog[key].toLocaleString('en')}
            </BehindLink>
          }
        >
          <p>{words}</p>
        </Figure>
      ))}
      <Figure
        name="Longest wait"
        figure={
          wait === null ? (
            '–'
          ) : backlog.longestWaitMentionId === null ? (
            wait
          ) : (
            <Link
              to="/queue"
              search={{ ...filter, lane: 'stream', mention: backlog.longestWaitMentionId }}
              className={linkStyles['link']}
              aria-label={`Longest wait ${wait}: open this mention`}
            >
              {wait}
            </Link>
          )
        }
      >
        <p>
          {wait === null
            ? 'Nobody waits for a first answer.'
            : 'So long ago the mention was published that waits longest for its first answer.'}
        </p>
      </Figure>
    </Figures>
  )
}
