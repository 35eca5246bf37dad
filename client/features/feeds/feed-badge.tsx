import type { ReactElement } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import { Badge } from '../../ui/badge.tsx'
import { healthLooks } from './health.ts'

/** A feed's health in shape and word; while it is being checked, that. */
export function FeedBadge({ feed }: { feed: Feed }): ReactElement {
  if (feed.checking)
    return (
      <Badge tone="accent" icon="refresh">
        checking
      </Badge>
    )
  const { word, icon, tone } = healthLooks[feed.health]
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  )
}
