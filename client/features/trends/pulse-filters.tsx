import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { useNow } from '../../lib/now.ts'
import { sourceText } from '../../lib/source-text.ts'
import { LabelSelect } from '../../ui/label-select.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { localDay, periodOf } from './period.ts'
import styles from './pulse-filters.module.css'
import type { PulseSearch, Range } from './pulse-search.ts'

const rangeNames: readonly { value: Range; label: string; spoken?: string }[] = [
  { value: '24h', label: '24 h', spoken: 'the last 24 hours' },
  { value: '7d', label: '7 d', spoken: 'the last 7 days' },
  { value: '30d', label: '30 d', spoken: 'the last 30 days' },
  { value: '90d', label: '90 d', spoken: 'the last 90 days' },
  { value: 'custom', label: 'Custom' },
]

/** Which time, brand, source and label Pulse is about; all of it is the address of the page. */
export function PulseFilters({
  search,
  brands,
  sources,
}: {
  search: PulseSearch
  brands: readonly Brand[]
  sources: readonly string[]
}): ReactElement {
  const navigate = useNavigate({ from: '/pulse' })
  const today = localDay(new Date(useNow()))
  const change = (part: { [K in keyof PulseSearch]?: PulseSearch[K] | undefined }): void =>
    void navigate({
      search: (previous) =>
        Object.fromEntries(
          Object.entries({ ...previous, ...part }).filter(([, value]) => value !== undefined),
        ) as PulseSearch,
    })
  const setRange = (range: Range): void => {
    if (range !== 'custom') return change({ range, from: undefined, to: undefined })
    const { from, to } = periodOf(search, new Date())
    change({ range, from: localDay(new Date(from)), to: localDay(new Date(to)) })
  }
  const sourceNames = [
    ...new Set([...sources, ...(search.source === undefined ? [] : [search.source])]),
  ].toSorted()
  const offered = brands.filter(({ id, archived }) => !archived || id === search.brandId)

  return (
    <div className={styles['filters']} role="search" aria-label="What Pulse is about">
      <Segments label="Time" value={search.range} options={rangeNames} onChange={setRange} />
      {search.range === 'custom' && (
        <div className={styles['dates']}>
          <TextField
            label="First day"
            labelHidden
            type="date"
            required
            max={today}
            value={search.from ?? ''}
            onChange={(from) => from !== '' && change({ from })}
          />
          <span aria-hidden="true">–</span>
          <TextField
            label="Last day"
            labelHidden
            type="date"
            required
            max={today}
            value={search.to ?? ''}
            onChange={(to) => to !== '' && change({ to })}
          />
        </div>
      )}
      {offered.length > 1 && (
        <Select
          label="Brand"
          labelHidden
          value={String(search.brandId ?? '')}
          // A label is of one brand.
          onChange={(id) => change({ brandId: id === '' ? undefined : Number(id), labelId: undefined })}
          options={[
            { value: '', label: 'All brands' },
            ...offered.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      )}
      {(sourceNames.length > 1 || search.source !== undefined) && (
        <Select
          label="Source"
          labelHidden
          value={search.source ?? ''}
          onChange={(source) => change({ source: source === '' ? undefined : source })}
          options={[
            { value: '', label: 'All sources' },
            ...sourceNames.map((source) => ({ value: source, label: sourceText(source) })),
          ]}
        />
      )}
      <LabelSelect
        brands={brands}
        brandId={search.brandId}
        value={search.labelId}
        onChange={(labelId) => change({ labelId })}
      />
    </div>
  )
}
