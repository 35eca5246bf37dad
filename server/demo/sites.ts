import { atom, cutOffRss, damagedRss, jsonFeed, latinRss, rss } from './sites/formats.ts'
import { feedSite } from './sites/feed-site.ts'
import type { DemoSite } from './site.ts'

/** All of the demo's internet: every format that Earshot hears, some of it damaged. */
export const demoSites: readonly DemoSite[] = [
  feedSite('Townhall forum', rss),
  feedSite('Ripple microblog', jsonFeed),
  feedSite('Stars & Gripes reviews', atom),
  feedSite('The Old Board', latinRss),
  feedSite('Gazette comments', damagedRss),
  feedSite('Flaky blog', cutOffRss),
  feedSite('The Round-up', atom, { roundUp: true }),
]
