import type { ReactElement } from 'react'
import type { Source } from '../../../shared/contract/source.ts'
import styles from './feeds.module.css'

const needsText = (credential: Source['credential']): string =>
  credential === null ? 'needs no token' : credential.required ? 'needs a token' : 'works without a token'

/** The places that have a form of their own, to choose from. */
export function SourceCards({
  sources,
  onChoose,
}: {
  sources: readonly Source[]
  onChoose: (source: string) => void
}): ReactElement | null {
  if (sources.length === 0) return null
  return (
    <section className={styles['sources']} aria-label="Sources">
      <h3 className={styles['title']}>Or choose a source</h3>
      <ul className={styles['cards']}>
        {sources.map(({ source, name, about, credential, streamed }) => (
          <li key={source}>
            <button type="button" className={styles['card']} onClick={() => onChoose(source)}>
              <span className={styles['cardName']}>{name}</span>
              <span className={styles['cardAbout']}>{about}</span>
              <span className={styles['cardNeeds']}>
                {[streamed && 'listens without pause', needsText(credential)].filter(Boolean).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
