import type { ReactElement } from 'react'
import { Badge } from './badge.tsx'

/** How a text sounds to the scorer, in one word. What it does not understand is not scored, which is not neutral. */
export function LabelWord({ label }: { label: string | null }): ReactElement {
  if (label === null) return <Badge>not scored</Badge>
  return <Badge tone={label === 'negative' || label === 'positive' ? label : 'neutral'}>{label}</Badge>
}
