import type { RequestListener } from 'node:http'
import type { DemoSite } from './demo-site.ts'
import { appstoreSite } from './sites/appstore.ts'
import { blueskySite, jetstreamUpgrade } from './sites/bluesky.ts'
import { discourseSite } from './sites/discourse.ts'
import { feedSite } from './sites/feed-site.ts'
import { atom, cutOffRss, damagedRss, jsonFeed, latinRss, rss } from './sites/formats.ts'
import { githubSite } from './sites/github.ts'
import { hackernewsSite } from './sites/hackernews.ts'
import { lemmySite } from './sites/lemmy.ts'
import { lobstersSite } from './sites/lobsters.ts'
import { mastodonSite } from './sites/mastodon.ts'
import { peertubeSite } from './sites/peertube.ts'
import { redditSite } from './sites/reddit.ts'
import type { Posts } from './sites/site.ts'
import { stackExchangeSite } from './sites/stackexchange.ts'

/** All of the demo's internet: every format that Earshot hears, some of it damaged. */
export const demoSites: readonly DemoSite[] = [
  feedSite('Townhall forum', rss),
  feedSite('Ripple microblog', jsonFeed),
  feedSite('Stars & Gripes reviews', atom),
  feedSite('The Old Board', latinRss),
  feedSite('Gazette comments', damagedRss),
  feedSite('Flaky blog', cutOffRss),
  feedSite('The Round-up', atom, { roundUp: true }),
  apiSite('#lumoair on Mastodon', mastodonSite, 'mastodon', (instance) => ({ instance, tag: 'lumoair' })),
  apiSite('Brightwire on Lemmy', lemmySite, 'lemmy', (instance) => ({ instance, search: 'brightwire' })),
  apiSite('Lumo Air’s own forum', discourseSite, 'discourse', (forum) => ({ forum })),
  apiSite('Brightwire on Stack Exchange', stackExchangeSite, 'stackexchange', (endpoint) => ({
    search: 'brightwire',
    endpoint,
  })),
  apiSite('Pantry Post on GitHub', githubSite, 'github', (endpoint) => ({ search: 'pantry post', endpoint })),
  apiSite('Lumo Air on Hacker News', hackernewsSite, 'hackernews', (endpoint) => ({
    search: '"lumo air"',
    endpoint,
  })),
  apiSite('Pantry Post on Reddit', redditSite, 'reddit', (endpoint) => ({
    search: '"pantry post"',
    endpoint,
  })),
  apiSite('Stories on Lobsters', lobstersSite, 'lobsters', (endpoint) => ({ endpoint })),
  apiSite('Brightwire on PeerTube', peertubeSite, 'peertube', (instance) => ({
    search: 'brightwire',
    instance,
  })),
  apiSite('App Store reviews of Pantry Post', appstoreSite, 'appstore', (endpoint) => ({
    app: '1234567890',
    endpoint,
  })),
  {
    ...apiSite('Bluesky, all posts', blueskySite, 'bluesky', (origin) => ({
      endpoint: `${origin.replace(/^http/, 'ws')}/subscribe`,
      api: origin,
    })),
    upgrade: jetstreamUpgrade,
  },
  {
    title: 'Lumo Air in Bluesky’s search',
    feed: (endpoint) => ({
      source: 'bluesky-search',
      config: { search: '"lumo air"', handle: searcher.handle, endpoint },
      credential: searcher.password,
    }),
    answer: (posts) => blueskySite(posts, { account: searcher }),
  },
]

const searcher = { handle: 'lumoair.demo.example', password: 'demo-demo-demo-demo' }

function apiSite(
  title: string,
  serve: (posts: Posts) => RequestListener,
  source: string,
  config: (origin: string) => Record<string, string>,
): DemoSite {
  return { title, feed: (origin) => ({ source, config: config(origin) }), answer: (posts) => serve(posts) }
}
