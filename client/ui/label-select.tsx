import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Brand } from '../../shared/contract/brand.ts'
import type { Label } from '../../shared/contract/label.ts'
import { labelsQuery } from '../lib/queries/labels.ts'
import { Select } from './select.tsx'

/** Narrows a page to one label by rule; nothing where there is none. On a page of several brands each is told with its brand's name. */
export function LabelSelect({
  brands,
  brandId,
  value,
  onChange,
  className,
}: {
  brands: readonly Brand[]
  /** The brand that the page is about; undefined: all. */
  brandId: number | undefined
  value: number | undefined
  onChange: (labelId: number | undefined) => void
  className?: string | undefined
}): ReactElement | null {
  const brandOf = (id: number): Brand | undefined => brands.find((brand) => brand.id === id)
  const isOffered = (of: number): boolean =>
    brandId === undefined ? brandOf(of)?.archived === false : of === brandId
  const labels = (useQuery(labelsQuery).data ?? []).filter(
    (label) => label.id === value || isOffered(label.brandId),
  )
  if (labels.length === 0) return null
  const several = brandId === undefined && brands.filter(({ archived }) => !archived).length > 1
  const nameOf = ({ name, brandId: of }: Label): string => {
    const brand = several ? brandOf(of)?.name : undefined
    return brand === undefined ? name : `${name} (${brand})`
  }
  return (
    <Select
      label="Label"
      labelHidden
      className={className}
      value={String(value ?? '')}
      onChange={(id) => onChange(id === '' ? undefined : Number(id))}
      options={[
        { value: '', label: 'Any label' },
        ...labels.map((label) => ({
          value: String(label.id),
          label: nameOf(label),
        })),
      ]}
    />
  )
}
