import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Keeps this person's page live while it is shown. The connection's code is loaded beside the first screen. */
export function useLive(personId: number): void {
  const client = useQueryClient()
  useEffect(() => {
    let stop: (() => void) | undefined
    let ended = false
    void import('../live/live.ts').then(({ startLive }) => {
      if (!ended) stop = startLive(client, personId)
    })
    return () => {
      ended = true
      stop?.()
    }
  }, [client, personId])
}
