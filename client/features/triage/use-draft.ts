import { useCallback, useEffect, useRef, useState } from 'react'
import { useViewer } from '../../lib/viewer.ts'
import { readDraft, writeDraft, type Draft } from './draft.ts'

/** The viewer's draft for a mention, kept with every key; `kept` is false when this device cannot keep it. */
export function useDraft(mentionId: number): {
  draft: Draft
  change: (part: Partial<Draft>) => void
  kept: boolean
} {
  const viewer = useViewer()
  const [draft, setDraft] = useState(() => readDraft(viewer.id, mentionId))
  const [kept, setKept] = useState(true)
  const newest = useRef(draft)

  const change = useCallback(
    (part: Partial<Draft>) => {
      newest.current = { ...newest.current, ...part }
      setKept(writeDraft(viewer.id, mentionId, newest.current))
      setDraft(newest.current)
    },
    [viewer.id, mentionId],
  )

  // Another tab of the same person may write the same draft.
  useEffect(() => {
    const onStorage = (): void => {
      newest.current = readDraft(viewer.id, mentionId)
      setDraft(newest.current)
    }
    addEventListener('storage', onStorage)
    return () => removeEventListener('storage', onStorage)
  }, [viewer.id, mentionId])

  return { draft, change, kept }
}
