import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { MentionFilter } from '../../../shared/contract/mention.ts'
import { topicsQuery } from '../../lib/queries/topics.ts'
import { momentText } from '../../lib/time-text.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './filter-extras.module.css'

type Part = keyof MentionFilter

/** What a link brought along that narrows the list: each is said, and taken away with one press. */
export function FilterExtras({
  filter,
  onChange,
}: {
  filter: MentionFilter
  /** Parts that are undefined are taken out of the filter. */
  onChange: (part: { [K in Part]?: undefined }) => void
}): ReactElement {
  const topics = useQuery({ ...topicsQuery(), enabled: filter.topicId !== undefined }).data?.topics
  const topic = topics?.find(({ id }) => id === filter.topicId)
  return (
    <ul className={styles['extras']} aria-label="Only">
      {extrasOf(filter, topic?.words).map(([part, words]) => (
        <li key={part}>
          <button
            type="button"
            className={styles['chip']}
            aria-label={`Only ${words}: take this away`}
            data-tip="Take this away"
            onClick={() => onChange({ [part]: undefined })}
          >
            <span>{words}</span>
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function extrasOf(filter: MentionFilter, topicWords: string | undefined): [Part, string][] {
  const told: Partial<Record<Part, string | false>> = {
    topicId:
      filter.topicId !== undefined && (topicWords === undefined ? 'one topic' : `about “${topicWords}”`),
    from: filter.from !== undefined && `from ${momentText(filter.from)}`,
    to: filter.to !== undefined && `to ${momentText(filter.to)}`,
    feedId: filter.feedId !== undefined && 'one feed',
    ownerId: filter.ownerId !== undefined && 'one owner',
    exclusionId: filter.exclusionId !== undefined && 'what one exclusion keeps out',
    needed:
      filter.needed !== undefined &&
      (filter.needed === 'answer' ? 'those that needed an answer' : 'those that wait for a first answer'),
  }
  return Object.entries(told).filter((entry): entry is [Part, string] => entry[1] !== false)
}
