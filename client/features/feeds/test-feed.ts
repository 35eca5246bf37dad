import type { FeedTest } from '../../../shared/contract/feed.ts'
import { feedRoutes } from '../../../shared/contract/routes/feeds.ts'
import { call } from '../../lib/api.ts'
import { whereOf, type FeedChoice } from '../../lib/feed-choice.ts'

/** The server gives a site half a minute, and its own queue takes some. */
const patienceMs = 45_000

/** Tests a choice with the queries of all brands. */
export function testFeed(choice: FeedChoice): Promise<FeedTest> {
  return call(feedRoutes.testFeed, { body: whereOf(choice), patienceMs })
}
