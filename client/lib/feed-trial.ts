import { useRef, useState } from 'react'
import type { FeedTest } from '../../shared/contract/feed.ts'

/** How a feed's test stands. `failed` is about the test itself; a feed that cannot be heard is a result. */
export type Trial =
  | { state: 'none' }
  | { state: 'running' }
  | { state: 'failed'; error: unknown }
  | { state: 'done'; result: FeedTest }

const none: Trial = { state: 'none' }

/**
 * Tests feeds by address. Only the test started last counts, and its result belongs to the address it was made for:
 * `trialOf` another address is `none`.
 */
export function useFeedTrial(test: (url: string) => Promise<FeedTest>): {
  run: (address: string) => void
  trialOf: (address: string) => Trial
} {
  const [last, setLast] = useState<{ url: string; trial: Trial }>({ url: '', trial: none })
  const started = useRef(0)
  return {
    run: (address) => {
      const url = address.trim()
      const number = ++started.current
      const settle = (trial: Trial): void => {
        if (number === started.current) setLast({ url, trial })
      }
      settle({ state: 'running' })
      test(url).then(
        (result) => settle({ state: 'done', result }),
        (error: unknown) => settle({ state: 'failed', error }),
      )
    },
    trialOf: (address) => (last.url === address.trim() ? last.trial : none),
  }
}
