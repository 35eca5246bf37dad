import type { ReactElement, ReactNode } from 'react'
import styles from './list-and-sheet.module.css'

/** A list at the left and one of its things in a sheet at the right; on a narrow screen the sheet covers the list. */
export function ListAndSheet({
  title,
  action,
  list,
  sheet,
  hint,
}: {
  title: string
  /** The button that adds to the list. */
  action?: ReactNode
  list: ReactNode
  /** Null when nothing is open. */
  sheet: ReactNode | null
  /** Stands where the sheet would be. */
  hint: ReactNode
}): ReactElement {
  return (
    <div className={styles['frame']}>
      <section className={styles['list']} aria-label={title}>
        <header className={styles['header']}>
          <h1 className={styles['title']}>{title}</h1>
          {action}
        </header>
        {list}
      </section>
      {sheet === null ? (
        <div className={styles['hint']}>{hint}</div>
      ) : (
        <div className={styles['sheet']}>{sheet}</div>
      )}
    </div>
  )
}
