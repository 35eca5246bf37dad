import type { ReactElement } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import type { Source } from '../../../shared/contract/source.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './feeds.module.css'
import { standings, type FeedFilter, type Standing } from './feeds-search.ts'
import { looks, standingOf } from './health.ts'

/** Finds feeds among many: by words of their title or address, how they stand, and their source. */
export function FeedFilters({
  feeds,
  sources,
  filter,
  onChange,
}: {
  feeds: readonly Feed[]
  sources: readonly Source[]
  filter: FeedFilter
  onChange: (filter: FeedFilter) => void
}): ReactElement {
  const there = new Set<Standing>([...feeds.map(standingOf), ...(filter.standing ? [filter.standing] : [])])
  const used = new Set([...feeds.map(({ source }) => source), ...(filter.source ? [filter.source] : [])])
  const nameOf = (source: string): string => sources.find((one) => one.source === source)?.name ?? source
  return (
    <search className={styles['filters']}>
      <TextField
        label="Find a feed"
        labelHidden
        type="search"
        placeholder="Title, address or host"
        value={filter.find ?? ''}
        onChange={(find) => onChange({ ...filter, find: find === '' ? undefined : find })}
        autoComplete="off"
      />
      <Select
        label="How it stands"
        labelHidden
        value={filter.standing ?? ''}
        onChange={(standing) => onChange({ ...filter, standing: standing === '' ? undefined : standing })}
        options={[
          { value: '', label: 'Any state' },
          ...standings.filter((one) => there.has(one)).map((one) => ({ value: one, label: looks[one].word })),
        ]}
      />
      <Select
        label="Source"
        labelHidden
        value={filter.source ?? ''}
        onChange={(source) => onChange({ ...filter, source: source === '' ? undefined : source })}
        options={[
          { value: '', label: 'All sources' },
          ...[...used].map((source) => ({ value: source, label: nameOf(source) })),
        ]}
      />
    </search>
  )
}
