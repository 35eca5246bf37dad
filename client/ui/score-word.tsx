import type { ReactElement } from 'react'
import { Badge } from './badge.tsx'

/** What the scorer said of a text: its word and its score. A text it does not understand is unscored, not neutral. */
export function ScoreWord({ score, label }: { score: number | null; label: string | null }): ReactElement {
  if (score === null || label === null) return <Badge>unscored</Badge>
  const tone = label === 'negative' || label === 'positive' ? label : 'neutral'
  return (
    <Badge tone={tone}>
      {label} {scoreText(score)}
    </Badge>
  )
}

/** −0.62, +0.44, 0.00, with a true minus sign. */
export function scoreText(score: number): string {
  const digits = Math.abs(score).toFixed(2)
  if (Number(digits) === 0) return digits
  return `${score < 0 ? '−' : '+'}${digits}`
}
