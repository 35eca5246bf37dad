import { useEffect, useState } from 'react'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import { firstRunRoutes } from '../../../shared/contract/routes/first-run.ts'
import { call } from '../../lib/api.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { joined, keyOf, whereOf, type FeedChoice } from '../../lib/feed-choice.ts'
import { isWorthIt, useFeedTrials } from '../../lib/feed-trial.ts'
import { isProblem } from '../../lib/problem-error.ts'
import { queryBodies } from './queries.ts'

const quietMs = 500
const testPatienceMs = 45_000

/**
 * The feeds to choose from, tested live with the queries as they are typed. The server remembers for a while what it
 * has fetched: another query does not ask the sites again.
 */
export function usePlaces(
  start: { choices: FeedChoice[]; ticks: Record<string, boolean> },
  queries: string[],
) {
  const [choices, setChoices] = useState(start.choices)
  const [ticks, setTicks] = useState(start.ticks)
  const [proposals, setProposals] = useState(0)
  const [unreadable, setUnreadable] = useState<{ asked: string; error: unknown } | null>(null)
  const asked = useDebounced(JSON.stringify(queries), quietMs)

  const trials = useFeedTrials(async (choice) =>
    call(firstRunRoutes.firstRunTestFeed, {
      body: { ...whereOf(choice), queries: queryBodies(JSON.parse(asked) as string[]) },
      patienceMs: testPatienceMs,
    }),
  )
  const { run, trialOf } = trials

  const typed = JSON.stringify(queries)
  const settled = asked === typed
  useEffect(() => {
    if (!settled || choices.length === 0) return
    let current = true
    const settle = (error: unknown): void => {
      if (!current) return
      setUnreadable(isProblem(error, 'invalid_query') ? { asked, error } : null)
      // Whatever else keeps the check from an answer, each feed will say for itself.
      if (!isProblem(error, 'invalid_query')) run(choices)
    }
    const bodies = queryBodies(JSON.parse(asked) as string[])
    if (bodies.length === 0) settle(null)
    else
      call(firstRunRoutes.firstRunCheck, { body: { name: 'any', queries: bodies } }).then(
        () => settle(null),
        settle,
      )
    return () => {
      current = false
    }
    // Feeds that are added by hand are tested when they are added.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asked, settled, proposals])

  const isTicked = (choice: FeedChoice): boolean => ticks[keyOf(choice)] ?? isWorthIt(trialOf(choice)) ?? true
  const queryProblem = (index: number): FieldProblem | undefined => {
    if (unreadable?.asked !== typed || !isProblem(unreadable.error, 'invalid_query')) return undefined
    return unreadable.error.fields.find(({ path }) => path === `queries/${placeOf(queries, index)}/text`)
  }

  return {
    choices,
    ticks,
    trialOf,
    isTicked,
    queryProblem,
    chosen: choices.filter(isTicked),
    tick: (choice: FeedChoice, ticked: boolean) => setTicks((all) => ({ ...all, [keyOf(choice)]: ticked })),
    /** Takes these instead of those that were there; they are tested as soon as the queries stand still. */
    propose: (proposed: FeedChoice[]) => {
      setChoices(joined(proposed))
      setTicks({})
      setProposals((times) => times + 1)
    },
    add: (found: FeedChoice[]) => {
      setChoices((all) => joined(all, found))
      run(found)
    },
  }
}

/** The server counts without the fields that are empty. */
function placeOf(queries: readonly string[], index: number): number {
  return queries.slice(0, index).filter((text) => text.trim() !== '').length
}
