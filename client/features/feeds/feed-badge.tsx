import type { ReactElement } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import { Badge } from '../../ui/badge.tsx'
import { looks, standingOf } from './health.ts'

/** How a feed stands, in shape and word; while it is being checked, that. */
export function FeedBadge({ feed }: { feed: Feed }): ReactElement {
  if (feed.checking && !feed.streamed)
    return (
      <Badge tone="accent" icon="refresh">
        checking
      </Badge>
    )
  const standing = standingOf(feed)
  const { word, icon, tone } = looks[standing]
  return (
    <Badge tone={tone} icon={icon}>
      {feed.streamed && standing === 'waiting' ? 'connecting' : word}
    </Badge>
  )
}
