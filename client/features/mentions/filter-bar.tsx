import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactElement, type Ref } from 'react'
import type { MentionFilter } from '../../../shared/contract/mention.ts'
import { brandsQuery } from '../../lib/queries/brands.ts'
import { Button } from '../../ui/button.tsx'
import { LabelSelect } from '../../ui/label-select.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './filter-bar.module.css'
import { SearchField } from './search-field.tsx'
import { knownSources, sourceText } from '../../lib/source-text.ts'

const FilterExtras = lazy(async () => ({ default: (await import('./filter-extras.tsx')).FilterExtras }))

/** Parts of a filter that have no field of their own here; links from Pulse and Setup bring them. */
const extraParts = ['from', 'to', 'feedId', 'ownerId', 'exclusionId', 'topicId', 'needed'] as const

const fieldParts = ['brandId', 'source', 'label', 'labelId'] as const

const moodOptions = [
  { value: '', label: 'Any mood' },
  { value: 'negative', label: 'Negative' },
  { value: 'neutral', label: 'Neutral' },
  { value: 'positive', label: 'Positive' },
  { value: 'unscored', label: 'Not scored' },
] as const

/** Narrows a list: words, brand, source, mood, label, and whatever a link brought along (time, topic, feed, owner). */
export function FilterBar({
  filter,
  sources,
  searchRef,
  onChange,
}: {
  filter: MentionFilter
  /** Sources that the list has; those that this page knows by name are offered anyway. */
  sources: readonly string[]
  searchRef?: Ref<HTMLInputElement>
  /** Parts that are undefined are taken out of the filter. */
  onChange: (part: { [K in keyof MentionFilter]?: MentionFilter[K] | undefined }) => void
}): ReactElement {
  const brands = useQuery(brandsQuery).data?.filter((brand) => !brand.archived) ?? []
  // A list is read by pages: what it shows so far is not all that it has.
  const sourceNames = [
    ...new Set([...knownSources, ...sources, ...(filter.source === undefined ? [] : [filter.source])]),
  ].toSorted((one, other) => sourceText(one).localeCompare(sourceText(other)))
  const [open, setOpen] = useState(false)
  const narrowed = fieldParts.some((part) => filter[part] !== undefined)
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
            // A label and a topic are of one brand.
            onChange={(value) =>
              onChange({
                brandId: value === '' ? undefined : Number(value),
                labelId: undefined,
                topicId: undefined,
              })
            }
            options={[
              { value: '', label: 'All brands' },
              ...brands.map((brand) => ({ value: String(brand.id), label: brand.name })),
            ]}
          />
        )}
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
        <Select
          label="Mood"
          labelHidden
          className={styles['select']}
          value={filter.label ?? ''}
          onChange={(label) => onChange({ label: label || undefined })}
          options={moodOptions}
        />
        <LabelSelect
          className={styles['select']}
          brands={brands}
          brandId={filter.brandId}
          value={filter.labelId}
          onChange={(labelId) => onChange({ labelId })}
        />
      </div>
      {extraParts.some((part) => filter[part] !== undefined) && (
        <Suspense>
          <FilterExtras filter={filter} onChange={onChange} />
        </Suspense>
      )}
    </div>
  )
}
