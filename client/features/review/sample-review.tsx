import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { trustRoutes } from '../../../shared/contract/routes/trust.ts'
import type { Sample } from '../../../shared/contract/trust.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useNewestCards } from '../../live/newest-card.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useArrivalFocus } from './arrival-focus.ts'
import { LookedAt } from './looked-at.tsx'
import { MentionToLabel } from './mention-to-label.tsx'
import { countedNow, isLookedAt } from './sample-progress.ts'
import { SampleProgress } from './sample-progress-bar.tsx'
import styles from './sample-review.module.css'
import { foundText, monthText, recallText } from './sample-text.ts'
import { useReview, type ChosenMention, type Review, type ReviewMoves } from './use-review.ts'

/** The newest sample of what was not queued, one mention at a time, and what the samples of a month have shown. */
export function SampleReview({
  brandId,
  brands,
  moves,
  chosen,
}: {
  brandId: number | undefined
  brands: readonly Brand[]
  moves: ReviewMoves
  chosen: ChosenMention
}): ReactElement {
  const sample = useQuery({
    queryKey: queryKeys.sample(brandId),
    queryFn: ({ signal }) =>
      call(trustRoutes.sample, { query: brandId === undefined ? {} : { brandId }, signal }),
  })
  if (sample.data !== undefined)
    return <Loaded sample={sample.data} brands={brands} moves={moves} chosen={chosen} />
  if (sample.isPending) return <SampleSkeleton />
  return (
    <ErrorState
      title="The sample could not be loaded"
      error={sample.error}
      onRetry={() => void sample.refetch()}
    />
  )
}

function Loaded({
  sample,
  brands,
  moves,
  chosen,
}: {
  sample: Sample
  brands: readonly Brand[]
  moves: ReviewMoves
  chosen: ChosenMention
}): ReactElement {
  const cards = useNewestCards(sample.mentions)
  const review = useReview(cards, moves, chosen)
  const brandName = (id: number): string | undefined =>
    brands.length > 1 ? brands.find((brand) => brand.id === id)?.name : undefined

  if (cards.length === 0)
    return (
      <EmptyState
        icon="review"
        title="No sample yet"
        words="Once a day, Earshot draws a few mentions by lot from those that did not enter the queue. Looking at them shows which complaints it misses. A brand’s first ones are drawn some minutes after 30 mentions of it were heard."
      >
        {sample.drawn > 0 && <p>{monthText(sample)}</p>}
      </EmptyState>
    )
  return (
    <section className={styles['review']} aria-label="Today’s sample">
      <SampleProgress cards={cards} day={sample.day} />
      {review.current !== undefined ? (
        <MentionToLabel
          key={review.current.id}
          card={review.current}
          brandName={brandName(review.current.brandId)}
          review={review}
        />
      ) : (
        <Done
          found={foundText(cards)}
          left={cards.filter((card) => !isLookedAt(card)).length}
          review={review}
        />
      )}
      <LookedAt cards={cards.filter(isLookedAt)} onShow={review.show} shownId={review.current?.id} />
      <div className={styles['month']}>
        <p>{monthText(countedNow(sample, cards))}</p>
        <p>{recallText(sample.recall)}</p>
      </div>
    </section>
  )
}

function Done({
  found,
  left,
  review,
}: {
  found: string
  /** Skipped ones that nobody has looked at. */
  left: number
  review: Review
}): ReactElement {
  const place = useArrivalFocus<HTMLDivElement>(review.moved)
  return (
    <div ref={place} className={styles['done']} tabIndex={-1}>
      <p className={styles['found']} role="status">
        {found}
      </p>
      {left === 0 ? (
        <p>All of this sample is looked at. The next one is drawn tomorrow.</p>
      ) : (
        <p>
          {left === 1 ? 'One is' : `${left} are`} skipped.{' '}
          <button type="button" className={styles['again']} onClick={review.showSkipped}>
            {left === 1 ? 'Look at it' : 'Look at them'}
          </button>
        </p>
      )}
    </div>
  )
}

function SampleSkeleton(): ReactElement {
  return (
    <div className={styles['review']} aria-busy="true">
      <p className="unseen">Loading the sample</p>
      <Skeleton width="40%" />
      <Skeleton height="180px" />
    </div>
  )
}
