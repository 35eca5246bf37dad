import type { ReactElement } from 'react'
import { useNow } from '../lib/now.ts'
import { absoluteText, ageText, relativeText } from '../lib/time-text.ts'

/** A moment, told by its distance from now; the whole of it is in the tooltip and for screen readers. */
export function Time({
  iso,
  short = false,
  className,
}: {
  iso: string
  /** "12 min" instead of "12 min ago". */
  short?: boolean
  className?: string | undefined
}): ReactElement {
  const now = useNow()
  return (
    <time dateTime={iso} className={className} data-tip={absoluteText(iso)}>
      {short ? ageText(iso, now) : relativeText(iso, now)}
    </time>
  )
}
