import type { MentionCard } from '../../shared/contract/mention.ts'

/** How a mention stands and whose it is, in few words: "in the queue", "yours", "claimed by Ana", "Ana’s, snoozed". */
export function stateText(
  { state, owner, setAside }: Pick<MentionCard, 'state' | 'owner' | 'setAside'>,
  viewerId: number,
): string {
  const own = owner?.id === viewerId
  switch (state) {
    case 'stream':
      return 'in the stream'
    case 'queued':
      return 'in the queue'
    case 'claimed':
      return own ? 'yours' : `claimed by ${owner?.name ?? 'somebody'}`
    case 'snoozed':
      return owner === null ? 'snoozed' : own ? 'yours, snoozed' : `${owner.name}’s, snoozed`
    case 'answered':
      return `answered by ${own ? 'you' : (owner?.name ?? 'somebody')}`
    case 'dismissed':
      return 'dismissed'
    case 'aside':
      return asideText({ setAside })
  }
}

/** Why it stands aside, in few words. */
export function asideText({ setAside }: Pick<MentionCard, 'setAside'>): string {
  return setAside?.kind === 'deleted' ? 'deleted by its author' : 'set aside'
}
