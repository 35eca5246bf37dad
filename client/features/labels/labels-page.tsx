import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import type { Label } from '../../../shared/contract/label.ts'
import { can } from '../../../shared/contract/rights.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { brandsQuery } from '../../lib/queries/brands.ts'
import { labelsQuery } from '../../lib/queries/labels.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListAndSheet } from '../../ui/list-and-sheet.tsx'
import { RescoringProgress } from '../../ui/rescoring-progress.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AddLabel } from './add-label.tsx'
import { LabelSheet } from './label-sheet.tsx'
import { LabelView } from './label-view.tsx'
import styles from './labels-page.module.css'

const place = getRouteApi('/signed-in/setup/labels')

/** Setup: labels that mentions get by rule. */
export function LabelsPage(): ReactElement {
  usePageTitle('Labels')
  const decides = can(useViewer(), 'brand:write')
  const { selected } = place.useSearch()
  const navigate = useNavigate({ from: '/setup/labels' })
  const labels = useQuery(labelsQuery)
  const brands = useQuery(brandsQuery).data ?? []
  const open = labels.data?.find(({ id }) => id === selected)
  const brandName = brands.find(({ id }) => id === open?.brandId)?.name ?? ''
  const leave = (): void => void navigate({ search: {} })
  const done = (): void => void navigate({ search: {}, ignoreBlocker: true })

  return (
    <ListAndSheet
      title="Labels"
      action={
        decides && (
          <Button icon="plus" onClick={() => void navigate({ search: { selected: 'new' } })}>
            Add a label
          </Button>
        )
      }
      list={
        labels.data !== undefined ? (
          <>
            <RescoringProgress brands={brands} />
            <Groups labels={labels.data} brands={brands} decides={decides} />
          </>
        ) : labels.isPending ? (
          <SkeletonRows label="Loading labels" />
        ) : (
          <ErrorState error={labels.error} onRetry={() => void labels.refetch()} />
        )
      }
      sheet={
        selected === 'new' && decides ? (
          <AddLabel
            key="new"
            brands={brands.filter(({ archived }) => !archived)}
            onClose={leave}
            onAdded={done}
          />
        ) : open === undefined ? null : decides ? (
          <LabelSheet key={open.id} label={open} brandName={brandName} onClose={leave} onDone={done} />
        ) : (
          <LabelView key={open.id} label={open} brandName={brandName} onClose={leave} />
        )
      }
      hint={
        <EmptyState
          icon="label"
          title="No label is open"
          words="Choose one to see its rule and which mentions it fits."
        />
      }
    />
  )
}

function Groups({
  labels,
  brands,
  decides,
}: {
  labels: readonly Label[]
  brands: readonly Brand[]
  decides: boolean
}): ReactElement {
  if (labels.length === 0)
    return (
      <EmptyState
        icon="label"
        title="No label yet"
        words={
          decides
            ? 'A label is given by a rule: “delivery” to what says parcel OR courier. Then you can filter by it, and Pulse counts it.'
            : 'Labels are given by rules that admins write. Then you can filter by them.'
        }
      />
    )
  return (
    <>
      {brands.map((brand) => {
        const own = labels.filter(({ brandId }) => brandId === brand.id)
        if (own.length === 0) return null
        return (
          <section key={brand.id} aria-labelledby={`labels-${brand.id}`}>
            <h2 id={`labels-${brand.id}`} className={styles['group']}>
              {brand.name}
            </h2>
            <RowList label={brand.name}>
              {own.map((label) => (
                <Row
                  key={label.id}
                  to="/setup/labels"
                  id={label.id}
                  name={label.name}
                  detail={<code>{label.rule}</code>}
                />
              ))}
            </RowList>
          </section>
        )
      })}
    </>
  )
}
