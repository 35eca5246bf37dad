import type { ReactElement } from 'react'
import styles from './query-help.module.css'

const examples = [
  ['acme airlines', 'both words, anywhere'],
  ['"acme air"', 'these words, one after the other'],
  ['acme OR acmeair', 'one of them is enough'],
  ['(acme OR acmeair) delay', 'one of them, and “delay”'],
  ['acme NOT airbrush', 'acme, but not where “airbrush” stands'],
  ['@acmeair', 'the name as it is mentioned; #acmeair as a tag'],
] as const

/** How queries are written, folded away until asked for. */
export function QueryHelp(): ReactElement {
  return (
    <details className={styles['help']}>
      <summary>How queries are written</summary>
      <dl className={styles['list']}>
        {examples.map(([query, means]) => (
          <div key={query} className={styles['pair']}>
            <dt>
              <code>{query}</code>
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <p>Capital letters and accents make no difference. A brand hears what any of its queries matches.</p>
    </details>
  )
}
