import type { LabelPreview } from '../../shared/contract/label.ts'

/** "It would label 14 of the newest 2,000 mentions." */
export function matchedText({ lookedAt, matched }: Pick<LabelPreview, 'lookedAt' | 'matched'>): string {
  if (lookedAt === 0) return 'Nothing was heard for this brand yet that it could be tried on.'
  if (lookedAt === 1) return `It would ${matched === 0 ? 'not ' : ''}label the only mention that was heard.`
  const of = `the newest ${lookedAt.toLocaleString('en')} mentions`
  if (matched === 0) return `It would label none of ${of}.`
  const all = matched === lookedAt ? ' That is all of them: narrow the rule.' : ''
  return `It would label ${matched.toLocaleString('en')} of ${of}.${all}`
}

/** What is told when a label was made. */
export function labelMadeText(name: string): string {
  return `“${name}” is given from now on, and to past mentions in the background.`
}
