import { Fragment, type ReactElement } from 'react'
import type { MentionDetail } from '../../../shared/contract/mention.ts'
import styles from './marked-text.module.css'
import { contributionText, segmentsOf, strengthOf, type Segment } from './marks.ts'

/**
 * The author's words with what Earshot saw in them: words that moved the score are underlined by their weight, straight
 * or wavy by their direction; reasons to hurry have a roof; words of the queries have a ground. Hover or focus says it;
 * screen readers hear it.
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
  const { contributions, urgency } = detail
  return (
    <>
      {segmentsOf(text, field, { contributions, urgency, matches }).map((segment, index) =>
        segment.contribution === null && segment.hurry === null && !segment.matched ? (
          <Fragment key={index}>{segment.text}</Fragment>
        ) : (
          <Mark key={index} segment={segment} detail={detail} />
        ),
      )}
    </>
  )
}

function Mark({ segment, detail }: { segment: Segment; detail: MentionDetail }): ReactElement {
  const { contribution, begins, hurry, matched } = segment
  const strength = contribution === null ? undefined : strengthOf(contribution, detail.contributions)
  const moved =
    contribution === null || strength === undefined ? null : contributionText(contribution, strength)
  // What is cut by other marks is said once, where it begins.
  const reasons = hurry?.reasons ?? []
  const spoken = [
    ...reasons.map(({ why }) => `hurry: ${why}`),
    begins ? moved?.slice(moved.indexOf('makes')) : null,
  ]
    .filter(Boolean)
    .join('; ')
  const tip = [...reasons.map(({ text, why }) => `“${text}”: ${why}`), moved]
  return (
    <mark
      className={styles['mark']}
      data-direction={contribution === null ? undefined : contribution.weight > 0 ? 'negative' : 'positive'}
      data-strength={strength}
      data-matched={matched || undefined}
      data-hurry={hurry === null ? undefined : `${hurry.first ? 'first' : ''} ${hurry.last ? 'last' : ''}`}
      data-tip={tip.filter(Boolean).join('. ') || (matched ? 'What is listened for' : undefined)}
      tabIndex={spoken === '' ? undefined : 0}
    >
      {segment.text}
      {spoken !== '' && <span className="unseen"> ({spoken})</span>}
    </mark>
  )
}
