import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement, type Ref } from 'react'
import type { MentionFilter } from '../../../shared/contract/mention.ts'
import { brandsQuery } from '../../lib/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './filter-bar.module.css'
import { SearchField } from './search-field.tsx'
import { momentText } from '../../lib/time-text.ts'
import { sourceText } from '../../lib/source-text.ts'

const labelOptions = [
  { value: '', label: 'Any mood' },
  { value: 'negative', label: 'Negative' },
  { value: 'neutral', label: 'Neutral' },
  { value: 'positive', label: 'Positive' },
  { value: 'unscored', label: 'Not scored' },
] as const

/** Narrows a list: words, brand, source, mood, and whatever a link brought along (time, feed, owner). */
export function FilterBar({
  filter,
  sources,
  searchRef,
  onChange,
}: {
  filter: MentionFilter
  /** The sources that the list is known to have. */
  sources: readonly string[]
  searchRef?: Ref<HTMLInputElement>
  /** Parts that are undefined are taken out of the filter. */
  onChange: (part: { [K in keyof MentionFilter]?: MentionFilter[K] | undefined }) => void
}): ReactElement {
  const brands = useQuery(brandsQuery).data?.filter((brand) => !brand.archived) ?? []
  const sourceNames = [...new Set([...sources, ...(filter.source === undefined ? [] : [filter.source])])]
  const extras = extraTexts(filter)
  const [open, setOpen] = useState(false)
  const narrowed = filter.brandId !== undefined || filter.source !== undefined || filter.label !== undefined
  return (
    <div className={styles['bar']}>
      <SearchField
        value={filter.search ?? ''}
        onChange={(search) => onChange({ search: search || undefined })}
        ref={searchRef}
      />
      <Button
        icon="filter"
        aria-label="Filters"
        aria-expanded={open || narrowed}
        className={styles['toggle']}
        onClick={() => setOpen(!open)}
      />
      <div className={styles['selects']} data-open={open || narrowed || undefined}>
        {brands.length > 1 && (
          <Select
            label="Brand"
            labelHidden
            className={styles['select']}
            value={String(filter.brandId ?? '')}
            onChange={(value) => onChange({ brandId: value === '' ? undefined : Number(value) })}
            options={[
              { value: '', label: 'All brands' },
              ...brands.map((brand) => ({ value: String(brand.id), label: brand.name })),
            ]}
          />
        )}
        {sourceNames.length > 1 && (
          <Select
            label="Source"
            labelHidden
            className={styles['select']}
            value={filter.source ?? ''}
            onChange={(source) => onChange({ source: source || undefined })}
            options={[
              { value: '', label: 'All sources' },
              ...sourceNames.map((source) => ({ value: source, label: sourceText(source) })),
            ]}
          />
        )}
        <Select
          label="Mood"
          labelHidden
          className={styles['select']}
          value={filter.label ?? ''}
          onChange={(label) => onChange({ label: label || undefined })}
          options={labelOptions}
        />
      </div>
      {extras.length > 0 && (
        <p className={styles['extras']}>
          Only {extras.join(', ')}
          <Button
            look="quiet"
            size="small"
            icon="close"
            aria-label="Show all again"
            onClick={() =>
              onChange({
                from: undefined,
                to: undefined,
                feedId: undefined,
                ownerId: undefined,
                exclusionId: undefined,
                needed: undefined,
              })
            }
          />
        </p>
      )}
    </div>
  )
}

/** The parts of a filter that have no field of their own here; links from Pulse and Setup bring them. */
function extraTexts(filter: MentionFilter): string[] {
  return [
    filter.from !== undefined && `from ${momentText(filter.from)}`,
    filter.to !== undefined && `to ${momentText(filter.to)}`,
    filter.feedId !== undefined && 'one feed',
    filter.ownerId !== undefined && 'one owner',
    filter.exclusionId !== undefined && 'what one exclusion keeps out',
    filter.needed === 'answer' && 'those that needed an answer',
    filter.needed === 'waiting' && 'those that wait for a first answer',
  ].filter((text) => text !== false)
}
