import type { ReactElement } from 'react'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import { capital } from '../../lib/capital.ts'
import marks from './marked-text.module.css'
import { countingWords, leanText, moveText, signsBeside, strengthOf } from './marks.ts'
import styles from './what-counts.module.css'

/** Everything that made the score, as a list: the same as the marks in the text, to be read or heard one by one. */
export function WhatCounts({ detail }: { detail: MentionDetail }): ReactElement | null {
  const { contributions, constant, cues, card, text } = detail
  if (constant === null) return null
  const words = countingWords(contributions).toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const signs = signsBeside(cues, words)
  const count = words.length + signs.length
  const few = contributions.length - words.length
  return (
    <details className={styles['counts']}>
      <summary className={styles['summary']}>
        What counts: {countText(count, 'word or sign', 'words and signs')}
      </summary>
      <ul className={styles['list']} aria-label="What counts">
        {words.map((word) => {
          const strength = strengthOf(word, contributions)
          return (
            <li key={`${word.field} ${word.start}`}>
              <span
                className={marks['mark']}
                data-direction={word.weight > 0 ? 'negative' : 'positive'}
                data-strength={strength}
              >
                {word.text}
              </span>{' '}
              {moveText(word, strength)}
              {word.why !== '' && ` (${word.why})`}
            </li>
          )
        })}
        {signs.map(({ id, field, start, end, why }) => (
          <li key={`${id} ${field} ${start}`}>
            “{(field === 'title' ? card.title : text).slice(start, end)}” is a sign: {why}
          </li>
        ))}
        {few > 0 && <li>{countText(few, 'other word moves', 'other words move')} it hardly at all</li>}
        <li>
          {capital(constant.why)}: {leanText(constant, strengthOf(constant, contributions))}
        </li>
      </ul>
    </details>
  )
}

function countText(count: number, one: string, many: string): string {
  return count === 1 ? `one ${one}` : `${count} ${many}`
}
