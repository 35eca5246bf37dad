import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import { feedRoutes } from '../../../shared/contract/routes/feeds.ts'
import { call } from '../../lib/api.ts'
import { keyOf, newFeedOf, type FeedChoice } from '../../lib/feed-choice.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { showToast } from '../../ui/toast-store.ts'
import { brandIdOf, type FeedValues } from './feed-fields.tsx'

/** Adds the chosen feeds one by one; one that is refused keeps no other from being added. */
export function useAddFeeds(onAdded: (feed: Feed | null) => void) {
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)

  const add = async (choices: readonly FeedChoice[], values: FeedValues): Promise<void> => {
    setAdding(true)
    setFailure(null)
    const added: Feed[] = []
    const refused: { key: string; error: unknown }[] = []
    const title = choices.length === 1 ? values.title.trim() : ''
    for (const choice of choices)
      await call(feedRoutes.addFeed, {
        body: {
          ...newFeedOf(choice),
          ...(title !== '' && { title }),
          brandId: brandIdOf(values),
          ...(!choice.streamed && { intervalSeconds: Number(values.intervalSeconds) }),
        },
      }).then(
        (feed) => added.push(feed),
        (error: unknown) => refused.push({ key: keyOf(choice), error }),
      )
    await client.invalidateQueries({ queryKey: queryKeys.feeds })
    setAdding(false)
    setFailure(refused[0]?.error ?? null)
    if (added.length > 0)
      showToast({
        words:
          added.length === 1
            ? 'The feed is added. It is checked now.'
            : `${added.length} feeds are added. They are checked now.`,
      })
    if (refused.length === 0) onAdded(added.length === 1 ? added[0]! : null)
  }
  return { add, adding, failure }
}
