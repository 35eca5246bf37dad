import type { ReactElement } from 'react'
import { signed } from '../lib/signed.ts'
import { Badge } from './badge.tsx'

/** What the scorer said of a text: its word and its score. A text it does not understand is not scored, which is not neutral. */
export function ScoreWord({ score, label }: { score: number | null; label: string | null }): ReactElement {
  if (score === null || label === null) return <Badge>not scored</Badge>
  const tone = label === 'negative' || label === 'positive' ? label : 'neutral'
  return (
    <Badge tone={tone}>
      {label} {signed(score)}
    </Badge>
  )
}
