import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { setConnection } from '../live/connection.ts'

const patienceMs = 11_000

/**
 * Keeps this person's page live while it is shown. The connection's code is loaded beside the first screen; when that
 * does not come, the screen may be old just as when the line is silent.
 */
export function useLive(personId: number): void {
  const client = useQueryClient()
  useEffect(() => {
    let stop: (() => void) | undefined
    let ended = false
    const late = setTimeout(() => setConnection('stale'), patienceMs)
    void import('../live/live.ts').then(({ startLive }) => {
      clearTimeout(late)
      if (!ended) stop = startLive(client, personId)
    })
    return () => {
      ended = true
      clearTimeout(late)
      stop?.()
    }
  }, [client, personId])
}
