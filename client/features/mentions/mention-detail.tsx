import { useQuery } from '@tanstack/react-query'
import type { ReactElement, ReactNode } from 'react'
import type { MentionCard, MentionDetail as Detail } from '../../../shared/contract/mention.ts'
import type { Span } from '../../../shared/contract/sentiment.ts'
import { useNewestCard } from '../../live/newest-card.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { isProblem } from '../../lib/problem-error.ts'
import { Earlier } from './earlier.tsx'
import { engagementText } from './engagement-text.ts'
import { HandedOver } from './handed-over.tsx'
import { headlineOf, repeatsFrom } from '../../../shared/contract/headline.ts'
import { History } from './history.tsx'
import { inText } from './marks.ts'
import { MarkedText } from './marked-text.tsx'
import { MentionHeader } from './mention-header.tsx'
import { mentionDetailQuery } from '../../lib/queries/mention-detail.ts'
import styles from './mention-detail.module.css'
import { SeenIn } from './seen-in.tsx'
import { SetAsideReason } from './set-aside-reason.tsx'
import { SeverityBar, severityText } from './severity-bar.tsx'
import { Story } from './story.tsx'
import { Sound } from './sound.tsx'
import { WhyFirst } from './why-first.tsx'

/** A text of a few lines is set larger: it is the first thing to read. */
const shortText = 320

/** What the screen puts into a detail: the moves that are possible, how staff correct it, where answers are written. */
export type DetailSlots = {
  moves: (card: MentionCard) => ReactNode
  correct: (detail: Detail) => ReactNode
  desk: (detail: Detail, card: MentionCard) => ReactNode
}

/** One mention: its words first, why it is here, what can be done, and what happened. */
export function MentionDetail({
  id,
  slots,
  onClose,
}: {
  id: number
  slots: DetailSlots
  onClose: () => void
}): ReactElement {
  const query = useQuery(mentionDetailQuery(id))
  if (query.data !== undefined) return <Loaded detail={query.data} slots={slots} onClose={onClose} />
  if (query.isPending) return <Loading />
  if (isProblem(query.error, 'not_found'))
    return (
      <EmptyState icon="search" title="This mention is not here any more" words="It may have been removed." />
    )
  return (
    <ErrorState
      title="This mention could not be loaded"
      error={query.error}
      onRetry={() => void query.refetch()}
    />
  )
}

function Loaded({
  detail,
  slots,
  onClose,
}: {
  detail: Detail
  slots: DetailSlots
  onClose: () => void
}): ReactElement {
  const card = useNewestCard(detail.card)
  const headline = headlineOf(card.title, detail.text)
  const from = repeatsFrom(card.title, detail.text)
  const current = { ...detail, card, ...(from !== null && shownInText(detail, from)) }
  const deleted = card.setAside?.kind === 'deleted'
  const counts = engagementText(detail.engagement)
  return (
    <article
      className={styles['detail']}
      data-detail=""
      tabIndex={-1}
      aria-label={`Mention by ${card.author ?? 'somebody'}`}
    >
      <MentionHeader detail={current} onClose={onClose} />
      <div className={styles['moves']}>{slots.moves(card)}</div>
      <div className={styles['content']}>
        <HandedOver detail={current} />
        <SetAsideReason setAside={card.setAside} />
        {!deleted && (
          <div className={styles['quote']}>
            <SeverityBar severity={card.severity} />
            <span className="unseen">{severityText(card)}. </span>
            {headline !== null && (
              <h2 className={styles['headline']} dir="auto">
                <MarkedText text={headline} field="title" detail={current} />
              </h2>
            )}
            {detail.text !== '' && (
              <p
                className={styles['text']}
                dir="auto"
                data-short={detail.text.length <= shortText || undefined}
              >
                <MarkedText text={detail.text} field="text" detail={current} />
              </p>
            )}
            {counts !== '' && <p className={styles['counts']}>{counts}</p>}
          </div>
        )}
        {!deleted && <Sound detail={current}>{slots.correct(current)}</Sound>}
        {!deleted && <WhyFirst detail={current} />}
        <SeenIn detail={current} />
        <Story detail={current} />
        <Earlier cards={detail.earlier} author={card.author} />
        <History events={detail.history} feedTitle={detail.feed.title} />
      </div>
      {slots.desk(current, card)}
    </article>
  )
}

/** Everything that is marked, where the title repeats the text from a place on. */
function shownInText(
  detail: Detail,
  from: number,
): Pick<Detail, 'contributions' | 'cues' | 'urgency' | 'matches'> {
  const { card, text, contributions, cues, urgency, matches } = detail
  const there = <S extends Span>(spans: readonly S[]): S[] => inText(spans, card.title, text, from)
  return {
    contributions: there(contributions),
    cues: there(cues),
    // The gravest stays first.
    urgency: urgency.flatMap((reason) => there([reason])),
    matches: matches.map((match) => ({ ...match, spans: there(match.spans) })),
  }
}

function Loading(): ReactElement {
  return (
    <div className={styles['loading']} role="status" aria-busy="true">
      <span className="unseen">Loading the mention</span>
      <Skeleton width="45%" height="18px" />
      <Skeleton height="22px" />
      <Skeleton height="22px" />
      <Skeleton width="70%" height="22px" />
    </div>
  )
}
