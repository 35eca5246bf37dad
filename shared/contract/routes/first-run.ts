import { z } from 'zod'
import { brandName, newBrand } from '../brand.ts'
import { discoverRequest, feedTest, feedTestRequest } from '../feed.ts'
import { firstRun } from '../first-run.ts'
import { person } from '../person.ts'
import { route } from '../route.ts'
import { brandProposal, feedProposal } from '../source.ts'

/** The wizard, until there is an admin. */
export const firstRunRoutes = {
  firstRunState: route({
    method: 'GET',
    path: '/api/first-run',
    summary: 'Whether the first admin is still to be made.',
    access: 'public',
    reply: z.object({ needed: z.boolean() }),
  }),
  firstRunTestFeed: route({
    method: 'POST',
    path: '/api/first-run/test-feed',
    summary: 'Dry run of a feed before anybody can sign in.',
    access: 'first-run',
    body: feedTestRequest,
    reply: feedTest,
  }),
  firstRunPropose: route({
    method: 'POST',
    path: '/api/first-run/propose',
    summary: 'What to listen for and where, for a brand name, before anybody can sign in.',
    access: 'first-run',
    body: z.strictObject({ name: brandName }),
    reply: brandProposal,
  }),
  firstRunDiscover: route({
    method: 'POST',
    path: '/api/first-run/discover',
    summary: 'The feeds behind a web address, before anybody can sign in.',
    access: 'first-run',
    body: discoverRequest,
    reply: z.object({ feeds: z.array(feedProposal) }),
  }),
  firstRunCheck: route({
    method: 'POST',
    path: '/api/first-run/check',
    summary: 'Whether the queries of the wizard’s brand can be read. Nothing is saved.',
    access: 'first-run',
    body: newBrand,
  }),
  firstRun: route({
    method: 'POST',
    path: '/api/first-run',
    summary: 'Make the first admin, the first brand and its feeds, and sign the admin in.',
    access: 'first-run',
    body: firstRun,
    reply: person,
  }),
}
