import { handOutDueFeeds } from '../shared/domain/feeds/lease.ts'
import { hubsToAsk } from '../shared/domain/feeds/push/ask-hub.ts'
import { silenceBegan } from '../shared/domain/feeds/silence.ts'
import { brandsToMatch } from '../shared/domain/mentions/match-kept.ts'
import { brandsToRescore } from '../shared/domain/rescoring/work-off.ts'
import { brandsOwedTopics } from '../shared/domain/topics/owed.ts'
import { beat } from '../shared/domain/upkeep/heartbeat.ts'
import { defineHandler } from './handler.ts'

/** So many feeds are handed out at once; the next round takes the others. */
const feedsAtOnce = 500
/** So many jobs are added at a time: more would hold up what else this process does. */
const jobsAtOnce = 50

export const sweep = defineHandler({
  name: 'sweep',
  async run(_, { store, tools, jobs }) {
    const feedIds = await handOutDueFeeds(store.db, feedsAtOnce)
    for (let from = 0; from < feedIds.length; from += jobsAtOnce) {
      const some = feedIds.slice(from, from + jobsAtOnce)
      await jobs.enqueue(
        'poll-feed',
        some.map((feedId) => ({ feedId })),
      )
    }
    const hubIds = await hubsToAsk(store.db)
    await jobs.enqueue(
      'ask-hub',
      hubIds.map((feedId) => ({ feedId })),
    )
    const brandIds = await brandsToMatch(store)
    await jobs.enqueue(
      'match-kept',
      brandIds.map((brandId) => ({ brandId })),
    )
    await tools.askForNewModel(store)
    const rescoredIds = await brandsToRescore(store)
    await jobs.enqueue(
      'rescore',
      rescoredIds.map((brandId) => ({ brandId })),
    )
    const watchedIds = await brandsOwedTopics(store)
    await jobs.enqueue(
      'find-topics',
      watchedIds.map((brandId) => ({ brandId })),
    )
    if (await silenceBegan(store.db)) store.poke({ about: 'setup', what: 'feeds' })
    await beat(store.db, 'sweep')
  },
})
