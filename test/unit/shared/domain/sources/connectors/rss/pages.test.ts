import { expect, it } from 'vitest'
import { wordpressSearchFeed } from '../../../../../../../shared/domain/sources/connectors/rss/wordpress.ts'
import {
  explainYoutube,
  isYoutube,
  youtubeFeed,
} from '../../../../../../../shared/domain/sources/connectors/rss/youtube.ts'
import { Problem } from '../../../../../../../shared/runtime/problem.ts'

it('pages of YouTube lead to their feeds; names of channels do not', () => {
  const feedOf = (url: string) => youtubeFeed(new URL(url))
  const feed = 'https://www.youtube.com/feeds/videos.xml'
  expect(feedOf('https://www.youtube.com/channel/UCK8sQmJBp8GCxrOtXWBpyEA/videos')).toBe(
    `${feed}?channel_id=UCK8sQmJBp8GCxrOtXWBpyEA`,
  )
  expect(feedOf('https://m.youtube.com/playlist?list=PL1234567890')).toBe(`${feed}?playlist_id=PL1234567890`)
  expect(feedOf('https://www.youtube.com/@acme')).toBeNull()
  expect(feedOf('https://youtube.com.evil.example/channel/UCK8sQmJBp8GCxrOtXWBpyEA')).toBeNull()
})

it('YouTube that denies a channel has an outage; what else goes wrong is what it is', () => {
  const denied = (httpStatus: number) =>
    new Problem('feed_not_found', 'Nothing here.', { facts: { httpStatus } })
  for (const status of [404, 500]) {
    const problem = explainYoutube(denied(status))
    expect(problem).toMatchObject({ code: 'feed_server_error', facts: { httpStatus: status } })
    expect(problem.message).toContain('keeps trying')
  }
  expect(explainYoutube(denied(403))).toMatchObject({ code: 'feed_not_found' })
  expect(isYoutube(new URL('https://www.youtube.com/feeds/videos.xml?channel_id=x'))).toBe(true)
  expect(isYoutube(new URL('https://www.youtube.com/watch?v=x'))).toBe(false)
})

it('a search on a WordPress site has a feed', () => {
  const feedOf = (url: string) => wordpressSearchFeed(new URL(url))
  expect(feedOf('https://blog.example/?s=acme+air')).toBe('https://blog.example/?s=acme+air&feed=rss2')
  for (const url of [
    'https://blog.example/?s=',
    'https://blog.example/?s=a&page=2',
    'https://blog.example/x?s=a',
  ])
    expect(feedOf(url), url).toBeNull()
})
