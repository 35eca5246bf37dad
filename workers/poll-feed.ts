import { parkFeed } from '../shared/domain/feeds/park.ts'
import { pollFeed } from '../shared/domain/feeds/poll.ts'
import { defineHandler } from './handler.ts'

/** New mentions are searchable so long after they are heard: enough for the polls around to share one round. */
const indexAfterMs = 1_000

export const pollFeedHandler = defineHandler({
  name: 'poll-feed',
  async run({ feedId }, { store, tools, jobs, signal }) {
    const brought = await pollFeed(tools, store, feedId, signal)
    if (brought !== null && brought.mentions > 0)
      await jobs.enqueue('index-search', [{}], { delayMs: indexAfterMs }).catch(() => {
        // The next round does it.
      })
  },
  giveUp: ({ feedId }, error, { store }) => parkFeed(store, feedId, error),
})
