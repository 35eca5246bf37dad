import { expect, test } from 'vitest'
import { demoSites } from '../../../../server/demo/sites.ts'
import { feedSettings } from '../../../../shared/domain/feeds/settings.ts'
import { feedTools } from '../../../support/feeds.ts'

const feeds = demoSites.map((site) => site.feed('http://127.0.0.1:4711'))

test('the demo has a site for every source that Earshot can listen to', () => {
  expect(new Set(feeds.map(({ source }) => source))).toEqual(new Set(feedTools.connectors.keys()))
})

test.each(feeds)('$source is listened to nowhere but there', (feed) => {
  expect(feedSettings(feedTools.connectors, feed).url).toContain('127.0.0.1:4711')
})
