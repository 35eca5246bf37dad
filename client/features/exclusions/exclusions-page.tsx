import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Exclusion } from '../../../shared/contract/exclusion.ts'
import { can } from '../../../shared/contract/rights.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { brandsQuery } from '../../lib/queries/brands.ts'
import { exclusionsQuery } from '../../lib/queries/exclusions.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListAndSheet } from '../../ui/list-and-sheet.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AddExclusion } from './add-exclusion.tsx'
import { ExclusionSheet } from './exclusion-sheet.tsx'
import styles from './exclusions-page.module.css'

const place = getRouteApi('/signed-in/setup/exclusions')

/** Setup: what brands do not want to hear. Everybody sees what is kept out; admins decide. */
export function ExclusionsPage(): ReactElement {
  usePageTitle('Exclusions')
  const decides = can(useViewer(), 'brand:write')
  const { selected } = place.useSearch()
  const navigate = useNavigate({ from: '/setup/exclusions' })
  const exclusions = useQuery(exclusionsQuery)
  const brands = useQuery(brandsQuery).data ?? []
  const brandName = (id: number): string => brands.find((brand) => brand.id === id)?.name ?? ''
  const open = exclusions.data?.find(({ id }) => id === selected)
  const close = (): void => void navigate({ search: {} })

  return (
    <ListAndSheet
      title="Exclusions"
      action={
        <Button icon="plus" onClick={() => void navigate({ search: { selected: 'new' } })}>
          {decides ? 'Add an exclusion' : 'Propose one'}
        </Button>
      }
      list={
        exclusions.data !== undefined ? (
          <Lists exclusions={exclusions.data} brandName={brandName} />
        ) : exclusions.isPending ? (
          <SkeletonRows label="Loading exclusions" />
        ) : (
          <ErrorState error={exclusions.error} onRetry={() => void exclusions.refetch()} />
        )
      }
      sheet={
        selected === 'new' ? (
          <AddExclusion
            key="new"
            brands={brands.filter(({ archived }) => !archived)}
            onClose={close}
            onAdded={({ id }) =>
              void navigate({ search: { selected: id }, ignoreBlocker: true, replace: true })
            }
          />
        ) : open === undefined ? null : (
          <ExclusionSheet
            key={open.id}
            exclusion={open}
            brandName={brandName(open.brandId)}
            decides={decides}
            onClose={close}
          />
        )
      }
      hint={
        <EmptyState
          icon="aside"
          title="No exclusion is open"
          words="Choose one to see what it keeps out. Nothing is deleted by it: what is set aside can be brought back."
        />
      }
    />
  )
}

const groups = [
  { state: 'proposed', title: 'Proposed' },
  { state: 'active', title: 'Active' },
  { state: 'ended', title: 'Ended' },
] as const

function Lists({
  exclusions,
  brandName,
}: {
  exclusions: readonly Exclusion[]
  brandName: (id: number) => string
}): ReactElement {
  if (exclusions.length === 0)
    return (
      <EmptyState
        icon="aside"
        title="Nothing is kept out"
        words="When a post is not about you, choose “Keep out” on it: what you propose there stands here."
      />
    )
  return (
    <>
      {groups.map(({ state, title }) => {
        const inGroup = exclusions.filter((exclusion) => exclusion.state === state)
        if (inGroup.length === 0) return null
        return (
          <section key={state} aria-labelledby={`exclusions-${state}`}>
            <h2 id={`exclusions-${state}`} className={styles['group']}>
              {title}
            </h2>
            <RowList label={title}>
              {inGroup.map((exclusion) => (
                <Row
                  key={exclusion.id}
                  to="/setup/exclusions"
                  id={exclusion.id}
                  name={<code className={styles['text']}>{exclusion.text}</code>}
                  muted={state === 'ended'}
                  detail={
                    state === 'proposed'
                      ? `${brandName(exclusion.brandId)} · ${exclusion.proposedBy.name} proposes it`
                      : `${brandName(exclusion.brandId)} · ${hiddenWords(exclusion.hidden)}`
                  }
                />
              ))}
            </RowList>
          </section>
        )
      })}
    </>
  )
}

function hiddenWords(hidden: number): string {
  return hidden === 0 ? 'nothing set aside yet' : `${hidden.toLocaleString('en')} set aside`
}
