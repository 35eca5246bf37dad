import { useEffect, useRef, useState } from 'react'
import type { PreviewedItem } from '../../shared/contract/brand.ts'
import type { FeedTest } from '../../shared/contract/feed.ts'
import { keyOf, type FeedChoice } from './feed-choice.ts'

/** How a feed's test stands. `failed` is about the test itself; a feed that cannot be heard is a result. */
export type Trial =
  | { state: 'none' }
  /** `before`: what the last test of the same feed has found, while another runs. */
  | { state: 'running'; before?: FeedTest }
  | { state: 'failed'; error: unknown }
  | { state: 'done'; result: FeedTest }

const none: Trial = { state: 'none' }
const mostAtOnce = 4

export type FeedTrials = {
  /** Tests these feeds, four at a time; a test of one of them that runs or waits is forgotten. */
  run: (choices: readonly FeedChoice[]) => void
  trialOf: (choice: Pick<FeedChoice, 'source' | 'config'>) => Trial
}

/** Tests of many feeds, each with its own state. */
export function useFeedTrials(test: (choice: FeedChoice) => Promise<FeedTest>): FeedTrials {
  const [trials, setTrials] = useState<ReadonlyMap<string, Trial>>(new Map())
  const now = useRef({
    test,
    numbers: new Map<string, number>(),
    waiting: [] as (() => Promise<void>)[],
    running: 0,
  })
  useEffect(() => {
    now.current.test = test
  })

  const settle = (key: string, next: (before: Trial) => Trial): void =>
    setTrials((all) => new Map(all).set(key, next(all.get(key) ?? none)))

  const startNext = (): void => {
    const work = now.current
    while (work.running < mostAtOnce && work.waiting.length > 0) {
      work.running += 1
      void work.waiting.shift()!().finally(() => {
        work.running -= 1
        startNext()
      })
    }
  }

  return {
    trialOf: (choice) => trials.get(keyOf(choice)) ?? none,
    run: (choices) => {
      const work = now.current
      for (const choice of choices) {
        const key = keyOf(choice)
        const number = (work.numbers.get(key) ?? 0) + 1
        work.numbers.set(key, number)
        const isLast = (): boolean => work.numbers.get(key) === number
        settle(key, (before) => {
          const result = resultOf(before)
          return { state: 'running', ...(result && { before: result }) }
        })
        work.waiting.push(async () => {
          if (!isLast()) return
          const trial = await work.test(choice).then(
            (result): Trial => ({ state: 'done', result }),
            (error: unknown): Trial => ({ state: 'failed', error }),
          )
          if (isLast()) settle(key, () => trial)
        })
      }
      startNext()
    },
  }
}

/** What is known of a feed from its tests; null: nothing yet. */
export function resultOf(trial: Trial): FeedTest | null {
  if (trial.state === 'done') return trial.result
  return trial.state === 'running' ? (trial.before ?? null) : null
}

/** What keeps a feed from being heard for the moment only: it is worth listening to all the same. */
const passing = new Set([
  'feed_unreachable',
  'feed_timeout',
  'feed_rate_limited',
  'feed_blocked',
  'feed_server_error',
  'feed_too_slow_to_parse',
  'unexpected',
])

/** Whether a tested feed should be listened to as far as its test tells; null while it does not. */
export function isWorthIt(trial: Trial): boolean | null {
  if (trial.state === 'failed') return true
  if (trial.state !== 'done') return null
  return trial.result.ok || passing.has(trial.result.problem?.code ?? '')
}

/** The newest items that match, of all tested feeds; the same post heard twice is one. */
export function newestMatches(trials: readonly Trial[], most = 12): PreviewedItem[] {
  const items = trials.flatMap((trial) => {
    const result = resultOf(trial)
    return result?.ok ? result.items.slice(0, result.matched) : []
  })
  const once = new Map(items.map((item) => [item.url ?? `${item.title}\n${item.text}`, item]))
  return [...once.values()].toSorted((a, b) => at(b) - at(a)).slice(0, most)
}

const at = ({ publishedAt }: PreviewedItem): number => (publishedAt === null ? 0 : Date.parse(publishedAt))
