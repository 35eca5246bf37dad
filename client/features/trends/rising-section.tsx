import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { topicWindows, type Topics, type TopicWindow } from '../../../shared/contract/topic.ts'
import { topicsQuery } from '../../lib/queries/topics.ts'
import { momentText } from '../../lib/time-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { PulseSearch } from './pulse-search.ts'
import styles from './rising-section.module.css'
import { TopicRow } from './topic-row.tsx'
import { windowNames } from './topic-text.ts'

/** Words and phrases that people use more than they usually do. */
export function RisingSection({
  search,
  brands,
}: {
  search: PulseSearch
  brands: readonly Brand[]
}): ReactElement {
  const navigate = useNavigate({ from: '/pulse' })
  const { data, error, isPending, refetch } = useQuery(topicsQuery(search.brandId))
  const window = search.rising ?? 'day'
  const about = brands.filter(
    ({ id, archived }) => !archived && (search.brandId === undefined || id === search.brandId),
  )
  const isNarrowed = search.source !== undefined || search.labelId !== undefined
  return (
    <section className={styles['section']} aria-labelledby="rising" aria-busy={isPending}>
      <header className={styles['header']}>
        <h2 id="rising" className={styles['heading']}>
          Rising
        </h2>
        <Segments
          label="Rising in"
          value={window}
          options={topicWindows.map((value) => ({
            value,
            label: windowNames[value].short,
            spoken: windowNames[value].long,
          }))}
          onChange={(rising) =>
            void navigate({ search: (previous) => ({ ...previous, rising }), replace: true })
          }
        />
      </header>
      {data !== undefined ? (
        <Rising data={data} window={window} brands={about} />
      ) : isPending ? (
        <>
          <p className="unseen">Looking for what rises</p>
          <Skeleton height="132px" />
        </>
      ) : (
        <ErrorState title="What rises could not be read" error={error} onRetry={() => void refetch()} />
      )}
      <p className={styles['method']}>
        Words and phrases that are in a larger part of the mentions than in the four weeks before: in at least
        five, each author counted once, at least twice as often as usual, and so often that chance alone does
        it in less than one of a hundred looks. What repeats an earlier mention, and what you say yourselves,
        is left out. The newest 5,000 mentions of a brand are looked at.
        {isNarrowed && ' All sources and labels together.'}
        {data?.computedAt != null && ` Last looked at ${momentText(data.computedAt)}.`}
      </p>
    </section>
  )
}

function Rising({
  data,
  window,
  brands,
}: {
  data: Topics
  window: TopicWindow
  /** Those that the page is about. */
  brands: readonly Brand[]
}): ReactElement {
  const shown = data.topics.filter((topic) => topic.window === window)
  const tooFew = data.tooFew.filter((one) => one.window === window)
  const isKnown = brands.some(({ id }) => !tooFew.some(({ brandId }) => brandId === id))
  return (
    <>
      {shown.length > 0 ? (
        <ol className={styles['topics']}>
          {shown.map((topic) => (
            <TopicRow
              key={topic.id}
              topic={topic}
              brandName={brands.find(({ id }) => id === topic.brandId)?.name ?? ''}
              namesBrand={brands.length > 1}
            />
          ))}
        </ol>
      ) : (
        isKnown &&
        (data.computedAt === null ? (
          <EmptyState
            icon="pulse"
            title="Not looked for yet"
            words="The first look comes within a minute, and what rises appears here by itself."
          />
        ) : (
          <EmptyState
            icon="pulse"
            title="Nothing rises"
            words={`In ${windowNames[window].long} people used the words that they usually use.`}
          />
        ))
      )}
      {tooFew.length > 0 && (
        <ul className={styles['few']}>
          {tooFew.map(({ brandId, why }) => (
            <li key={brandId}>{why}</li>
          ))}
        </ul>
      )}
    </>
  )
}
