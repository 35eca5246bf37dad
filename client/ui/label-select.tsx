import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { Brand } from '../../shared/contract/brand.ts'
import { labelsQuery } from '../lib/queries.ts'
import { Select } from './select.tsx'

/** Narrows a page to one label by rule; nothing where there is none. Labels of several brands are told with their brand's name. */
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
  const several = new Set(labels.map((label) => label.brandId)).size > 1
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
          label: several ? `${label.name} (${brandOf(label.brandId)?.name ?? ''})` : label.name,
        })),
      ]}
    />
  )
}
