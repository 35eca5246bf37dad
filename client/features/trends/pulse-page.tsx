import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { brandsQuery } from '../../lib/queries/brands.ts'
import { sourceText } from '../../lib/source-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { BacklogFigures } from './backlog-figures.tsx'
import type { Behind } from './behind.tsx'
import { periodText } from './bucket-text.ts'
import { headline } from './headline.ts'
import { LabelShares } from './label-shares.tsx'
import { hasListened } from './listened.ts'
import { MoodFigures } from './mood-figures.tsx'
import { periodBefore } from './period.ts'
import { PulseFilters } from './pulse-filters.tsx'
import styles from './pulse-page.module.css'
import type { PulseSearch } from './pulse-search.ts'
import { PulseSkeleton } from './pulse-skeleton.tsx'
import { RisingSection } from './rising-section.tsx'
import { ServiceFigures } from './service-figures.tsx'
import { ShareTable } from './share-table.tsx'
import { useTrends, type PulseData } from './use-trends.ts'
import { VolumeSection } from './volume-section.tsx'

const place = getRouteApi('/signed-in/pulse')

/** Is it getting better or worse, where, and are we answering in time? Every figure opens the mentions behind it. */
export function PulsePage(): ReactElement {
  usePageTitle('Pulse')
  const search = place.useSearch()
  const brands = useQuery(brandsQuery).data ?? []
  const trends = useTrends(search)
  const sources = trends.data?.trends.bySource.map(({ source }) => source) ?? []

  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <h1 className={styles['title']}>Pulse</h1>
        <PulseFilters search={search} brands={brands} sources={sources} />
      </header>
      {trends.data !== undefined ? (
        <Figures data={trends.data} search={search} brands={brands} waiting={trends.isPlaceholderData} />
      ) : trends.isPending ? (
        <PulseSkeleton />
      ) : (
        <ErrorState
          title="The figures could not be counted"
          error={trends.error}
          onRetry={() => void trends.refetch()}
        />
      )}
    </div>
  )
}

function Figures({
  data,
  search,
  brands,
  waiting,
}: {
  data: PulseData
  search: PulseSearch
  brands: readonly Brand[]
  waiting: boolean
}): ReactElement {
  const { trends, period } = data
  const filter: Behind = {
    ...(search.brandId !== undefined && { brandId: search.brandId }),
    ...(search.source !== undefined && { source: search.source }),
    ...(search.labelId !== undefined && { labelId: search.labelId }),
  }
  const behind: Behind = { lane: 'stream', ...filter, from: period.from, to: period.to }
  const behindBefore: Behind = { ...behind, ...periodBefore(period) }
  const nothing = trends.current.total === 0 && trends.previous.total === 0

  return (
    <div className={styles['report']} aria-busy={waiting}>
      <div>
        <p className={styles['headline']}>{headline(trends, period.before)}</p>
        <p className={styles['period']}>{waiting ? 'Counting anew …' : periodText(period)}</p>
      </div>
      {nothing ? (
        <EmptyState
          icon="pulse"
          title="No mention was published in this time"
          words="Choose a longer time or another brand. Figures appear by themselves as mentions are heard."
        />
      ) : (
        <>
          <MoodFigures
            data={data}
            behind={behind}
            behindBefore={behindBefore}
            listened={hasListened(brands, search.brandId, periodBefore(period).from)}
          />
          <RisingSection search={search} brands={brands} />
          <VolumeSection data={data} behind={behind} />
          <div className={styles['shares']}>
            <ShareTable
              title="By brand"
              of="Brand"
              rows={trends.byBrand.map((row) => ({
                ...row,
                key: row.brandId,
                behind: { ...behind, brandId: row.brandId },
              }))}
              renderName={(row) => (
                <Link
                  to="/pulse"
                  search={{ ...search, brandId: Number(row.key) }}
                  className={styles['narrow']}
                >
                  {row.name}
                </Link>
              )}
            />
            <ShareTable
              title="By source"
              of="Source"
              rows={trends.bySource.map((row) => ({
                ...row,
                key: row.source,
                name: sourceText(row.source),
                behind: { ...behind, source: row.source },
              }))}
              renderName={(row) => (
                <Link
                  to="/pulse"
                  search={{ ...search, source: String(row.key) }}
                  className={styles['narrow']}
                >
                  {row.name}
                </Link>
              )}
            />
            <LabelShares shares={trends.byLabel} search={search} brands={brands} behind={behind} />
          </div>
        </>
      )}
      <ServiceFigures data={data} behind={behind} behindBefore={behindBefore} />
      <BacklogFigures backlog={trends.backlog} filter={filter} />
      <p className={styles['method']}>
        “About as many” means a difference that chance alone would make in 19 of 20 cases; fewer than 20
        mentions in both periods together are not compared. Days are those of your own time zone. The figures
        follow what happens by themselves.
      </p>
    </div>
  )
}
