import { Fragment, type ReactElement } from 'react'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import styles from './marked-text.module.css'
import { contributionText, segmentsOf, strengthOf } from './marks.ts'

/**
 * The author's words with what Earshot saw in them: words that moved the score are underlined by their weight and
 * tinted by their direction; words of the queries have a ground. Hover or focus says it; screen readers hear it.
 */
export function MarkedText({
  text,
  field,
  detail,
}: {
  text: string
  field: 'title' | 'text'
  detail: MentionDetail
}): ReactElement {
  const matches = detail.matches.flatMap((match) => match.spans)
  const segments = segmentsOf(text, field, { contributions: detail.contributions, matches })
  return (
    <>
      {segments.map((segment, index) => {
        const { contribution, matched } = segment
        if (contribution === null)
          return matched ? (
            <mark key={index} className={styles['matched']} data-tip="What is listened for">
              {segment.text}
            </mark>
          ) : (
            <Fragment key={index}>{segment.text}</Fragment>
          )
        const strength = strengthOf(contribution, detail.contributions)
        const words = contributionText(contribution, strength)
        return (
          <mark
            key={index}
            className={styles['word']}
            data-direction={contribution.weight > 0 ? 'negative' : 'positive'}
            data-strength={strength}
            data-matched={matched || undefined}
            data-tip={words}
            tabIndex={0}
          >
            {segment.text}
            <span className="unseen"> ({words.slice(words.indexOf('makes'))})</span>
          </mark>
        )
      })}
    </>
  )
}
