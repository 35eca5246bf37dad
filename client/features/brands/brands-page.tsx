import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { can } from '../../../shared/contract/rights.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { brandsQuery } from '../../lib/queries/brands.ts'
import { signed } from '../../lib/signed.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListAndSheet } from '../../ui/list-and-sheet.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { BrandFacts } from './brand-facts.tsx'
import { BrandSheet } from './brand-sheet.tsx'
import { KeptDays } from './kept-days.tsx'

const place = getRouteApi('/signed-in/setup/brands')

/** Setup: what is listened for. */
export function BrandsPage(): ReactElement {
  usePageTitle('Brands')
  const { selected } = place.useSearch()
  const navigate = useNavigate({ from: '/setup/brands' })
  const mayWrite = can(useViewer(), 'brand:write')
  const brands = useQuery(brandsQuery)
  const open = brands.data?.find(({ id }) => id === selected)
  const close = (): void => void navigate({ search: {} })
  const add = (): void => void navigate({ search: { selected: 'new' } })

  const sheet =
    selected === 'new' && mayWrite ? (
      <BrandSheet
        key="new"
        brand={null}
        onClose={close}
        onAdded={({ id }) => void navigate({ search: { selected: id }, ignoreBlocker: true, replace: true })}
      />
    ) : open === undefined ? null : mayWrite ? (
      <BrandSheet key={open.id} brand={open} onClose={close} onAdded={close} />
    ) : (
      <BrandFacts key={open.id} brand={open} onClose={close} />
    )

  return (
    <ListAndSheet
      title="Brands"
      action={
        mayWrite && (
          <Button icon="plus" onClick={add}>
            Add a brand
          </Button>
        )
      }
      list={
        brands.data !== undefined ? (
          <>
            <BrandList brands={brands.data} />
            {mayWrite && <KeptDays />}
          </>
        ) : brands.isPending ? (
          <SkeletonRows label="Loading brands" />
        ) : (
          <ErrorState error={brands.error} onRetry={() => void brands.refetch()} />
        )
      }
      sheet={sheet}
      hint={
        <EmptyState
          icon="brand"
          title={brands.data?.length === 0 ? 'No brand yet' : 'No brand is open'}
          words={
            brands.data?.length === 0
              ? 'Name what to listen for; its mentions appear as soon as a feed brings one.'
              : 'Choose one to see its queries and what they hear.'
          }
        />
      }
    />
  )
}

function BrandList({ brands }: { brands: readonly Brand[] }): ReactElement {
  if (brands.length === 0)
    return (
      <EmptyState
        icon="brand"
        title="Nothing is listened for"
        words="Add the first brand: a name and a query."
      />
    )
  const ordered = brands.toSorted(
    (a, b) => Number(a.archived) - Number(b.archived) || a.name.localeCompare(b.name),
  )
  return (
    <RowList label="Brands">
      {ordered.map((brand) => (
        <Row
          key={brand.id}
          to="/setup/brands"
          id={brand.id}
          name={brand.name}
          muted={brand.archived}
          end={brand.archived && <Badge>archived</Badge>}
          detail={`${brand.queries.length === 1 ? '1 query' : `${brand.queries.length} queries`} · queues ${signed(brand.queueThreshold)} or lower`}
        />
      ))}
    </RowList>
  )
}
