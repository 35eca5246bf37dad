import { Link, useSearch } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { lanes } from '../../../shared/contract/mention.ts'
import { Icon } from '../../ui/icon.tsx'
import { countText, useLaneCounts } from './lane-counts.ts'
import styles from './lane-links.module.css'
import { laneTexts } from './lane-text.ts'

/** All lanes with their counts. The brand stays when the lane changes; the rest of a filter does not. */
export function LaneLinks(): ReactElement {
  const search = useSearch({ strict: false })
  const brandId = search.brandId
  const counts = useLaneCounts(brandId)
  return (
    <ul>
      {lanes.map((lane) => {
        const count = counts.data?.counts[lane] ?? 0
        return (
          <li key={lane}>
            <Link
              to="/queue"
              search={{ lane, ...(brandId !== undefined && { brandId }) }}
              className={styles['lane']}
              data-lane={lane}
              aria-current={search.lane === lane ? 'page' : undefined}
            >
              <Icon name={laneTexts[lane].icon} />
              <span className={styles['name']}>{laneTexts[lane].name}</span>
              {count > 0 && <span className={styles['count']}>{countText(count)}</span>}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
