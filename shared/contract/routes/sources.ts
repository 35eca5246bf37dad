import { z } from 'zod'
import { brandName } from '../brand.ts'
import { discoverRequest } from '../feed.ts'
import { route } from '../route.ts'
import { brandProposal, feedProposal, source } from '../source.ts'

/** What can be listened to, and what is worth it. */
export const sourceRoutes = {
  sources: route({
    method: 'GET',
    path: '/api/sources',
    summary: 'The kinds of place that Earshot can listen to, with the form of each.',
    access: 'feed:read',
    reply: z.object({ sources: z.array(source) }),
  }),
  proposeBrand: route({
    method: 'POST',
    path: '/api/brands/propose',
    summary: 'What to listen for and where, for a brand name. Nothing is saved.',
    access: 'brand:write',
    body: z.strictObject({ name: brandName }),
    reply: brandProposal,
  }),
  discoverFeeds: route({
    method: 'POST',
    path: '/api/feeds/discover',
    summary: 'The feeds behind any web address. Nothing is saved.',
    access: 'feed:write',
    body: discoverRequest,
    reply: z.object({ feeds: z.array(feedProposal) }),
  }),
}
