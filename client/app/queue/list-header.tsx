import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { lanes, type MentionFilter } from '../../../shared/contract/mention.ts'
import { countText, useLaneCounts } from '../../features/mentions/lane-counts.ts'
import { laneTexts } from '../../features/mentions/lane-text.ts'
import { useNow } from '../../lib/now.ts'
import { durationText } from '../../lib/time-text.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import styles from './list-header.module.css'

/** Which lane this is, how many it holds and how long the longest waits. On a phone it is the way to other lanes. */
export function ListHeader({
  filter,
  shown,
}: {
  filter: MentionFilter
  /** How many the list has as far as it is loaded, and whether there are more; null while it is not. */
  shown: { count: number; more: boolean } | null
}): ReactElement {
  const navigate = useNavigate()
  const now = useNow()
  const counts = useLaneCounts(filter.brandId).data
  const count = counts?.counts[filter.lane] ?? 0
  const since = filter.lane === 'queue' ? (counts?.longestWaitSince ?? null) : null
  const brand = filter.brandId === undefined ? {} : { brandId: filter.brandId }
  // The lane's own count and wait are of all of it: beside a narrower list they would mislead.
  const narrowed = Object.keys(filter).some((part) => part !== 'lane' && part !== 'brandId')
  const { name } = laneTexts[filter.lane]
  return (
    <header className={styles['header']}>
      <h1 className={styles['title']}>
        <span className={styles['name']}>{name}</span>
        <Menu
          label="Lanes"
          items={lanes.map((lane) => ({
            id: lane,
            label: laneTexts[lane].name,
            icon: laneTexts[lane].icon,
            detail: countText(counts?.counts[lane] ?? 0),
            onAction: () => void navigate({ to: '/queue', search: { lane, ...brand } }),
          }))}
          trigger={(props) => (
            <button type="button" {...props} className={styles['switch']} aria-label={`${name}, other lanes`}>
              {name} <Icon name="down" size={18} />
            </button>
          )}
        />
        {count > 0 && !narrowed && <span className={styles['count']}>{countText(count)}</span>}
        {narrowed && shown !== null && (
          <span className={styles['count']} data-tip={`Of ${countText(count)} in this lane`}>
            {shown.count.toLocaleString('en')}
            {shown.more && '+'}
          </span>
        )}
      </h1>
      {since !== null && !narrowed && (
        <p className={styles['wait']}>longest wait {durationText((now - Date.parse(since)) / 1000)}</p>
      )}
    </header>
  )
}
