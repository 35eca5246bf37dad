import type { ReactElement, ReactNode } from 'react'
import type { Behind } from './behind.tsx'
import { BehindLink } from './behind.tsx'
import type { Comparison } from './compare.ts'
import styles from './figure.module.css'

/** Figures of one kind, one below the other. */
export function Figures({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className={styles['section']} aria-label={title}>
      <h2 className={styles['heading']}>{title}</h2>
      <dl className={styles['figures']}>{children}</dl>
    </section>
  )
}

/** One figure: its name, itself (a link to what is behind it), and the sentence that says what it means. */
export function Figure({
  name,
  figure,
  children,
  definition,
}: {
  name: string
  figure: ReactNode
  /** The sentence. */
  children?: ReactNode
  /** How it is counted. */
  definition?: ReactNode
}): ReactElement {
  return (
    <div className={styles['figure']}>
      <dt className={styles['name']}>{name}</dt>
      <dd className={styles['value']}>{figure}</dd>
      <dd className={styles['words']}>
        {children}
        {definition !== undefined && <p className={styles['definition']}>{definition}</p>}
      </dd>
    </div>
  )
}

/** How a figure stands against the period before; the earlier figure opens its own mentions. */
export function Compared({
  to,
  worse,
  before,
}: {
  to: Comparison
  /** Which direction is bad news; neither for a plain count. */
  worse?: 'up' | 'down'
  /** What is behind the earlier figure. */
  before: Behind
}): ReactElement {
  const tone =
    worse === undefined || to.direction === 'same' || to.direction === 'none'
      ? undefined
      : to.direction === worse
        ? 'worse'
        : 'better'
  return (
    <p>
      {(to.direction === 'up' || to.direction === 'down') && (
        <svg className={styles['mark']} data-tone={tone} width="10" height="9" aria-hidden="true">
          <path d={to.direction === 'up' ? 'M5 0l5 9H0z' : 'M5 9L0 0h10z'} />
        </svg>
      )}
      {to.sentence}
      {to.was !== null && (
        <>
          {' ('}
          <BehindLink of={before} label={`${to.was} before: open these mentions`}>
            {to.was}
          </BehindLink>
          )
        </>
      )}
      .
    </p>
  )
}
