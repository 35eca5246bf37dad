import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { correctionKeys } from '../../lib/correction-keys.ts'
import { handFocus } from '../../lib/hand-focus.ts'
import { isCut } from '../../../shared/contract/excerpt.ts'
import { headlineOf, headlineOfCard } from '../../../shared/contract/headline.ts'
import { mentionDetailQuery } from '../../lib/queries/mention-detail.ts'
import { correctedText } from '../../lib/sound-text.ts'
import { sourceText } from '../../lib/source-text.ts'
import { stateText } from '../../lib/state-text.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { LabelChoice } from '../../ui/label-choice.tsx'
import { Time } from '../../ui/time.tsx'
import { useArrivalFocus } from './arrival-focus.ts'
import styles from './mention-to-label.module.css'
import { isLookedAt } from './sample-progress.ts'
import type { Review } from './use-review.ts'

/**
 * One mention of the sample in its author's words, and the question. What the scorer said is not shown before a person
 * has said it: the answer is to be their own.
 */
export function MentionToLabel({
  card,
  brandName,
  review,
}: {
  card: MentionCard
  /** Shown where there are several. */
  brandName: string | undefined
  review: Review
}): ReactElement {
  const viewer = useViewer()
  const place = useArrivalFocus<HTMLElement>(review.moved)
  const cut = isCut(card.excerpt)
  const detail = useQuery({ ...mentionDetailQuery(card.id), enabled: cut })
  const title = detail.data === undefined ? headlineOfCard(card) : headlineOf(card.title, detail.data.text)
  const said = correctedText(card.sentiment, viewer.id)
  const own = card.sentiment.corrected?.by.id === viewer.id

  return (
    <article ref={place} tabIndex={-1} className={styles['mention']} aria-label="Mention to look at">
      <p className={styles['meta']}>
        <strong className={styles['author']}>{card.author ?? 'Somebody'}</strong>
        <span>
          {brandName !== undefined && `${brandName} · `}
          {sourceText(card.source)} · <Time iso={card.publishedAt} />
        </span>
      </p>
      <div className={styles['words']}>
        {title !== null && (
          <h2 className={styles['title']} dir="auto">
            {title}
          </h2>
        )}
        <p dir="auto">
          {card.setAside?.kind === 'deleted'
            ? 'The author has deleted this post.'
            : (detail.data?.text ?? card.excerpt)}
          {cut && detail.data === undefined && ' …'}
        </p>
      </div>
      <div role="group" aria-label="How does it sound?" className={styles['ask']}>
        <p className={styles['question']}>How does it sound?</p>
        <LabelChoice
          large
          pressed={isLookedAt(card) ? card.sentiment.label : null}
          tip={(label) => `It sounds ${label}`}
          onChoose={review.label}
        />
      </div>
      <div className={styles['moves']}>
        <Button look="quiet" keys="k" onClick={review.back}>
          Back
        </Button>
        <Button look="quiet" keys="j" onClick={review.skip}>
          {isLookedAt(card) ? 'Next' : 'Skip'}
        </Button>
        {review.queue !== null && (
          <Button icon="queue" keys="u" onClick={review.queue}>
            Needs an answer
          </Button>
        )}
        {card.state !== 'stream' && <Badge icon="inbox">{stateText(card, viewer.id)}</Badge>}
        <Link to="/queue" search={{ lane: 'stream', mention: card.id }} className={styles['open']}>
          Open in the stream
        </Link>
      </div>
      {/* At the end, as the state is at that of the moves, so that a colleague's label moves nothing that is being read or pressed. */}
      <p role="status" className={styles['said']}>
        {said !== null && (
          <>
            <span>
              {said}.{!own && ' What you say takes its place.'}
            </span>
            <Button
              look="quiet"
              size="small"
              icon="undo"
              keys={correctionKeys.scorer}
              onClick={({ currentTarget }) => {
                handFocus(currentTarget)
                review.label(null)
              }}
            >
              Take it back
            </Button>
          </>
        )}
      </p>
    </article>
  )
}
