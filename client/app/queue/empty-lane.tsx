import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Lane, MentionFilter } from '../../../shared/contract/mention.ts'
import { can } from '../../../shared/contract/rights.ts'
import { laneTexts } from '../../features/mentions/lane-text.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

const texts: Record<Lane, { title: string; words: string }> = {
  queue: { title: 'Nobody is waiting', words: 'What needs an answer appears here by itself.' },
  mine: { title: 'Nothing is yours', words: 'Claim a mention and it waits for your answer here.' },
  claimed: { title: 'Nobody is answering', words: 'Mentions that somebody has claimed stand here.' },
  snoozed: { title: 'Nothing is snoozed', words: 'What was put off until later comes back by itself.' },
  answered: { title: 'Nothing is answered yet', words: 'Every answer is kept here with its history.' },
  dismissed: { title: 'Nothing is dismissed', words: 'What needed no answer stands here with the reason.' },
  stream: {
    title: 'Nothing was heard yet',
    words: 'Every mention of your brands appears here, whatever its mood.',
  },
  unscored: {
    title: 'Everything could be read',
    words:
      'What Earshot cannot read stands here, mostly in languages that it has not learnt, until somebody says how it sounds.',
  },
  aside: {
    title: 'Nothing is set aside',
    words:
      'What an exclusion keeps out, and what its author has deleted, stands here. Nothing is thrown away: each can be brought back.',
  },
}

/** Why a list is empty, and what can be done about it. */
export function EmptyLane({
  filter,
  onShowAll,
}: {
  filter: MentionFilter
  onShowAll: () => void
}): ReactElement {
  const viewer = useViewer()
  if (Object.keys(filter).length > 1)
    return (
      <EmptyState
        icon="search"
        title="Nothing fits"
        words="No mention of this lane fits the search and filters."
      >
        <Button onClick={onShowAll}>Show the whole lane</Button>
      </EmptyState>
    )
  return (
    <EmptyState icon={laneTexts[filter.lane].icon} {...texts[filter.lane]}>
      {filter.lane === 'queue' && (
        <Link to="/queue" search={{ lane: 'stream' }}>
          Read the stream
        </Link>
      )}
      {filter.lane === 'stream' && can(viewer, 'feed:write') && (
        <Link to="/setup/feeds">Look at the feeds</Link>
      )}
    </EmptyState>
  )
}
