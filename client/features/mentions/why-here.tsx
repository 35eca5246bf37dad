import type { ReactElement, ReactNode } from 'react'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import { useNow } from '../../lib/now.ts'
import { durationText } from '../../lib/time-text.ts'
import { sentimentText } from './sentiment-text.ts'
import { severityTexts } from './severity-bar.tsx'
import { waitingSeconds } from './state-text.ts'
import styles from './why-here.module.css'

const wordsShown = 3

/** Why this mention stands where it stands: each part of its urgency, said in words. */
export function WhyHere({ detail }: { detail: MentionDetail }): ReactElement {
  const { card } = detail
  const waiting = waitingSeconds(card, useNow())
  return (
    <section className={styles['why']} aria-label="Why here?">
      <h3 className={styles['title']}>Why here?</h3>
      <p>
        It {sentimentText(card)}
        <Words detail={detail} />. {capital(severityTexts[card.severity] ?? '')}
        {waiting !== null && (
          <>
            , waiting <span className={styles['figure']}>{durationText(waiting)}</span> for an answer
          </>
        )}
        .{' '}
        {card.potentialReach === null
          ? 'How many may read it is unknown.'
          : `${card.potentialReach.toLocaleString('en')} may read it.`}{' '}
        <Heard detail={detail} />
      </p>
    </section>
  )
}

/** The words that weigh most in the direction of the score. */
function Words({ detail }: { detail: MentionDetail }): ReactNode {
  const score = detail.card.sentiment.score
  if (score === null || score === 0) return null
  const said = detail.contributions
    .filter(({ weight }) => Math.sign(weight) !== Math.sign(score))
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const words = [...new Set(said.map(({ text }) => text.toLowerCase()))].slice(0, wordsShown)
  return words.length === 0 ? null : <>, mostly for {words.map((word) => `“${word}”`).join(', ')}</>
}

function Heard({ detail }: { detail: MentionDetail }): ReactNode {
  if (detail.matches.length === 0)
    return `Heard because ${detail.feed.title} is all about ${detail.brand.name}.`
  return (
    <>
      Heard for{' '}
      {detail.matches.map(({ queryId, queryText }) => (
        <code key={queryId} className={styles['query']}>
          {queryText}
        </code>
      ))}
    </>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
