import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import styles from './row-list.module.css'

/** The rows of a Setup list. Each child is a `Row`. */
export function RowList({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <ul className={styles['rows']} aria-label={label}>
      {children}
    </ul>
  )
}

/** One row: a name, what stands at its end, and a quieter line below. It opens its thing in the sheet. */
export function Row({
  to,
  id,
  name,
  start,
  end,
  detail,
  muted = false,
}: {
  to:
    | '/setup/brands'
    | '/setup/feeds'
    | '/setup/people'
    | '/setup/exclusions'
    | '/setup/handles'
    | '/setup/words'
    | '/setup/labels'
  id: number
  name: ReactNode
  start?: ReactNode
  end?: ReactNode
  detail?: ReactNode
  muted?: boolean
}): ReactElement {
  return (
    <li className={styles['row']} data-muted={muted || undefined}>
      <Link
        to={to}
        search={(before: object) => ({ ...before, selected: id })}
        activeOptions={{ includeSearch: true }}
        className={styles['link']}
      >
        {start}
        <span className={styles['words']}>
          <span className={styles['first']}>
            <span className={styles['name']}>{name}</span>
            {end}
          </span>
          {detail !== undefined && <span className={styles['detail']}>{detail}</span>}
        </span>
      </Link>
    </li>
  )
}
