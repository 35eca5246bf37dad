import type { ReactElement, ReactNode } from 'react'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import { useNow } from '../../lib/now.ts'
import { clockText, durationText, momentText } from '../../lib/time-text.ts'
import { capital } from '../../lib/capital.ts'
import { countingWords } from './marks.ts'
import { isKeptOut, NotQueued } from './not-queued.tsx'
import { glanceText, reachText, severitySentence, slaText } from './priority-text.ts'
import { waitingSeconds } from './standing-text.ts'
import styles from './why-first.module.css'

const wordsShown = 3

/** Why this mention stands where it stands: what its priority is made of in one line, then each part as a sentence. */
export function WhyFirst({ detail }: { detail: MentionDetail }): ReactElement {
  const now = useNow()
  const { card, urgency } = detail
  const waiting = waitingSeconds(card, now)
  return (
    <section className={styles['why']} aria-labelledby="why-title">
      <h3 id="why-title" className={styles['title']}>
        {waiting === null ? 'Why here?' : 'Why first?'}
      </h3>
      <p className={styles['glance']}>{glanceText(detail, waiting, now)}</p>
      <dl className={styles['parts']}>
        {isKeptOut(detail) && (
          <Part name="Queue">
            <NotQueued detail={detail} />
          </Part>
        )}
        <Part name="Severity">
          {severitySentence(card)}
          <Words detail={detail} />.
        </Part>
        {urgency.length > 0 && (
          <Part name="Hurry">
            <ul className={styles['reasons']}>
              {urgency.map(({ kind, field, start, text, why }) => (
                <li key={`${kind} ${field} ${start}`}>
                  {capital(why)}: <span className={styles['said']}>“{text}”</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        <Part name="Reach">{reachText(detail)}</Part>
        {waiting !== null && (
          <>
            <Part name="Wait">
              {durationText(waiting)} since it was published, {publishedText(card.publishedAt, now)}. The harm
              of waiting doubles with each day.
            </Part>
            <Part name="Due">{slaText(detail, now)}</Part>
          </>
        )}
        <Part name="Heard">
          <Heard detail={detail} />
        </Part>
      </dl>
    </section>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className={styles['part']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The words that weigh most in the direction of the scorer's label, where that counts. */
function Words({ detail: { card, contributions } }: { detail: MentionDetail }): ReactNode {
  const { label, corrected } = card.sentiment
  if (label === null || label === 'neutral' || corrected !== null) return null
  const said = countingWords(contributions)
    .filter(({ weight }) => weight > 0 === (label === 'negative'))
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const folded = said.map(({ text }) => text.toLowerCase())
  const words = said.filter((_, at) => folded.indexOf(folded[at]!) === at).slice(0, wordsShown)
  return words.length === 0 ? null : <>, mostly for {words.map(({ text }) => `“${text}”`).join(', ')}</>
}

function publishedText(iso: string, nowMs: number): string {
  const date = new Date(iso)
  return date.toDateString() === new Date(nowMs).toDateString()
    ? `at ${clockText(date)}`
    : `on ${momentText(iso)}`
}

function Heard({ detail }: { detail: MentionDetail }): ReactNode {
  if (detail.matches.length === 0) return `${detail.feed.title} is all about ${detail.brand.name}.`
  return (
    <>
      For{' '}
      {detail.matches.map(({ queryId, queryText }) => (
        <code key={queryId} className={styles['query']}>
          {queryText}
        </code>
      ))}
    </>
  )
}
