import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactElement } from 'react'
import type { Brand } from '../../../shared/contract/brand.ts'
import { feedRoutes } from '../../../shared/contract/routes/feeds.ts'
import { sourceRoutes } from '../../../shared/contract/routes/sources.ts'
import { call } from '../../lib/api.ts'
import { keyOf, newFeedOf, whereOf, type FeedChoice } from '../../lib/feed-choice.ts'
import { isWorthIt, newestMatches, useFeedTrials } from '../../lib/feed-trial.ts'
import { feedsQuery } from '../../lib/queries/feeds.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { FeedChoices } from '../../ui/feed-choices.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { PreviewedItems } from '../../ui/previewed-items.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { showToast } from '../../ui/toast-store.ts'

const testPatienceMs = 45_000

/** Feeds worth hearing for a brand, over every source that needs no token, each tested with the brand's own queries. */
export function SuggestFeeds({ brand, onClose }: { brand: Brand; onClose: () => void }): ReactElement {
  const client = useQueryClient()
  const known = useQuery(feedsQuery).data
  const [ticks, setTicks] = useState<Readonly<Record<string, boolean>>>({})
  const proposed = useQuery({
    queryKey: queryKeys.brandProposal(brand.name),
    queryFn: ({ signal }) => call(sourceRoutes.proposeBrand, { body: { name: brand.name }, signal }),
    staleTime: Infinity,
  })
  const choices: FeedChoice[] = (proposed.data?.feeds ?? []).map((feed) => ({ ...feed, named: true }))
  const { run, trialOf } = useFeedTrials((choice) =>
    call(feedRoutes.testFeed, {
      body: { ...whereOf(choice), queries: brand.queries.map(({ text }) => ({ text })) },
      patienceMs: testPatienceMs,
    }),
  )
  const isKnown = (choice: FeedChoice): boolean => known?.some(({ url }) => url === choice.url) ?? false
  const isTicked = (choice: FeedChoice): boolean =>
    !isKnown(choice) && (ticks[keyOf(choice)] ?? isWorthIt(trialOf(choice)) ?? true)
  const chosen = choices.filter(isTicked)

  const ready = proposed.data !== undefined && known !== undefined
  useEffect(() => {
    if (ready) run(choices.filter((choice) => !isKnown(choice)))
    // Once, when it is known what to test.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ready])

  const add = useMutation({
    mutationFn: async () => {
      for (const choice of chosen) await call(feedRoutes.addFeed, { body: newFeedOf(choice) })
    },
    onSuccess: () => {
      showToast({
        words: chosen.length === 1 ? 'The feed is added.' : `${chosen.length} feeds are added.`,
      })
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.feeds }),
  })
  const matches = newestMatches(choices.map(trialOf), 5)

  return (
    <Dialog
      title={`Feeds for ${brand.name}`}
      wide
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={add.isPending}
            disabled={chosen.length === 0}
            onClick={() => add.mutate()}
          >
            {chosen.length === 1 ? 'Add the feed' : `Add ${chosen.length} feeds`}
          </Button>
        </>
      }
    >
      {proposed.isError ? (
        <ErrorState error={proposed.error} onRetry={() => void proposed.refetch()} />
      ) : !ready ? (
        <SkeletonRows count={4} label="Looking for feeds" />
      ) : choices.length === 0 ? (
        <p>No source has a proposal for this name. Feeds can be added by any address.</p>
      ) : (
        <div className={stack['stack']}>
          <p>
            Public places that need no account. Each is tested now with the saved queries of {brand.name}.
          </p>
          <FeedChoices
            label="Feeds"
            choices={choices}
            trialOf={trialOf}
            isTicked={isTicked}
            onTick={(choice, ticked) => setTicks((all) => ({ ...all, [keyOf(choice)]: ticked }))}
            knownAs={(choice) => (isKnown(choice) ? 'Listened to already' : null)}
          />
          {matches.length > 0 && <PreviewedItems label="What they would bring" items={matches} />}
          <FormFailure error={add.error} />
        </div>
      )}
    </Dialog>
  )
}
