import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import type { MentionCard, MentionDetail, NotQueued as Why } from '../../../shared/contract/mention.ts'
import { queueableDays } from '../../../shared/contract/triage.ts'
import { signed } from '../../lib/signed.ts'
import { stateText } from '../../lib/state-text.ts'
import { useViewer } from '../../lib/viewer.ts'
import { useNewestCard } from '../../live/newest-card.ts'

/** Whether a complaint stands in the stream, as far as this page knows, and why is known. */
export function isKeptOut(detail: MentionDetail): detail is MentionDetail & { notQueued: Why } {
  const { state, sentiment } = detail.card
  return detail.notQueued !== null && state === 'stream' && sentiment.label === 'negative'
}

/** Why a complaint is not in the queue, and how it gets there. */
export function NotQueued({ detail }: { detail: MentionDetail & { notQueued: Why } }): ReactElement {
  return (
    <>
      Not in the queue: <Reason detail={detail} why={detail.notQueued} />. “Needs an answer” puts it there.
    </>
  )
}

function Reason({ detail, why }: { detail: MentionDetail; why: Why }): ReactNode {
  switch (why.why) {
    case 'ours':
      return `it was written by ${detail.card.authorKind === 'partner' ? 'a partner' : 'somebody'} of yours`
    case 'old':
      return `it is older than ${queueableDays} days, and nobody may be waiting any more`
    case 'above':
      return (
        <>
          it sounds negative, but less so than what {detail.brand.name}{' '}
          <Link to="/setup/brands" search={{ selected: detail.brand.id }}>
            queues, {signed(why.threshold)} or lower
          </Link>
        </>
      )
    case 'sameStory':
      return <SameStory first={why.by} />
    case 'cameBack':
      return 'it was set aside, and what is brought back comes to the stream'
    case 'before':
      return 'what kept it out before holds no more; heard now, it would be queued'
  }
}

function SameStory({ first }: { first: MentionCard }): ReactElement {
  const viewer = useViewer()
  const by = useNewestCard(first)
  return (
    <>
      it says the same as{' '}
      <Link to="/queue" search={{ lane: 'stream', mention: by.id }}>
        what {by.author ?? 'somebody'} said
      </Link>
      , which is {stateText(by, viewer.id)}
    </>
  )
}
