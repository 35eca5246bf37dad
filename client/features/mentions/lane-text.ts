import type { Lane } from '../../../shared/contract/mention.ts'
import type { IconName } from '../../ui/icon.tsx'

/** How each lane is called and drawn. */
export const laneTexts: Record<Lane, { name: string; icon: IconName }> = {
  queue: { name: 'Needs an answer', icon: 'inbox' },
  mine: { name: 'Mine', icon: 'person' },
  claimed: { name: 'Claimed', icon: 'people' },
  snoozed: { name: 'Snoozed', icon: 'clock' },
  answered: { name: 'Answered', icon: 'check' },
  dismissed: { name: 'Dismissed', icon: 'dismiss' },
  stream: { name: 'Stream', icon: 'stream' },
  unscored: { name: 'Not scored', icon: 'unread' },
  aside: { name: 'Set aside', icon: 'aside' },
}
