import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import type { Trends } from '../../../shared/contract/trend.ts'
import type { Behind } from './behind.tsx'
import styles from './pulse-page.module.css'
import type { PulseSearch } from './pulse-search.ts'
import { ShareTable } from './share-table.tsx'

/** How the mentions are spread over the labels that they get by rule; nothing where no label is had by any. */
export function LabelShares({
  shares,
  search,
  brands,
  behind,
}: {
  shares: Trends['byLabel']
  search: PulseSearch
  brands: readonly Brand[]
  behind: Behind
}): ReactElement | null {
  if (shares.length === 0) return null
  const namesBrand = search.brandId === undefined && brands.length > 1
  const brandOf = new Map(
    shares.map(({ labelId, brandId }) => [labelId, brands.find(({ id }) => id === brandId)?.name ?? '']),
  )
  return (
    <ShareTable
      title="By label"
      of="Label"
      rows={shares.map((row) => ({
        ...row,
        key: row.labelId,
        behind: { ...behind, brandId: row.brandId, labelId: row.labelId },
      }))}
      renderName={(row) => (
        <>
          <Link to="/pulse" search={{ ...search, labelId: Number(row.key) }} className={styles['narrow']}>
            {row.name}
          </Link>
          {namesBrand && <span className={styles['brand']}>{brandOf.get(Number(row.key))}</span>}
        </>
      )}
    />
  )
}
