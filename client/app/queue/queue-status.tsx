import { useEffect, useRef, useState, type ReactElement } from 'react'
import { countText, useLaneCounts } from '../../features/mentions/lane-counts.ts'

const quietMs = 10_000

/** How many wait, in the tab's title at once, and for screen readers at most every ten seconds, never while typing. */
export function QueueStatus({ brandId }: { brandId: number | undefined }): ReactElement {
  const count = useLaneCounts(brandId).data?.counts.queue
  const [said, setSaid] = useState('')
  const lastAt = useRef(0)

  useEffect(() => {
    document.title =
      count === undefined || count === 0 ? 'Queue · Earshot' : `(${countText(count)}) Queue · Earshot`
  }, [count])

  useEffect(() => {
    if (count === undefined) return
    const say = (): void => {
      if (document.activeElement?.matches('input, textarea')) return
      lastAt.current = performance.now()
      setSaid(count === 1 ? 'One mention needs an answer' : `${countText(count)} mentions need an answer`)
    }
    const timer = setTimeout(say, Math.max(1_000, lastAt.current + quietMs - performance.now()))
    return () => clearTimeout(timer)
  }, [count])

  return (
    <p className="unseen" aria-live="polite">
      {said}
    </p>
  )
}
