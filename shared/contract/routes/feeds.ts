import { z } from 'zod'
import {
  feed,
  feedChange,
  feedCheck,
  feedTest,
  feedTestRequest,
  newFeed,
  opmlImport,
  opmlImported,
} from '../feed.ts'
import { route } from '../route.ts'
import { byId } from './by-id.ts'

/** Where is listened. */
export const feedRoutes = {
  feeds: route({
    method: 'GET',
    path: '/api/feeds',
    summary: 'All feeds with their health.',
    access: 'feed:read',
    reply: z.object({ feeds: z.array(feed) }),
  }),
  feedChecks: route({
    method: 'GET',
    path: '/api/feeds/:id/checks',
    summary: 'The last checks of a feed, newest first.',
    access: 'feed:read',
    params: byId,
    reply: z.object({ checks: z.array(feedCheck) }),
  }),
  testFeed: route({
    method: 'POST',
    path: '/api/feeds/test',
    summary: 'Dry run of a feed: items, matches and scores. Nothing is saved.',
    access: 'feed:write',
    body: feedTestRequest,
    reply: feedTest,
  }),
  addFeed: route({
    method: 'POST',
    path: '/api/feeds',
    summary: 'Add a feed; it is checked at once.',
    access: 'feed:write',
    body: newFeed,
    reply: feed,
  }),
  changeFeed: route({
    method: 'PATCH',
    path: '/api/feeds/:id',
    summary: 'Change a feed, switch it off or on.',
    access: 'feed:write',
    params: byId,
    body: feedChange,
    reply: feed,
  }),
  pollFeed: route({
    method: 'POST',
    path: '/api/feeds/:id/poll',
    summary: 'Check a feed now.',
    access: 'feed:write',
    params: byId,
    reply: feed,
  }),
  exportOpml: route({
    method: 'GET',
    path: '/api/feeds/opml',
    summary: 'All feeds that have an address of their own, as an OPML document.',
    access: 'feed:read',
    reply: z.object({ opml: z.string() }),
  }),
  importOpml: route({
    method: 'POST',
    path: '/api/feeds/opml',
    summary: 'Add the feeds of an OPML document; those that are known stay as they are.',
    access: 'feed:write',
    body: opmlImport,
    reply: opmlImported,
  }),
}
