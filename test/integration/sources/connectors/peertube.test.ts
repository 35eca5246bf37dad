import { describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { peertubeSite } from '../../../../server/demo/sites/peertube.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/peertube.ts'
import { itemOfVideo, video } from '../../../../shared/domain/sources/connectors/peertube/video.ts'
import { createEar, queryOf, readRecorded, recordedFolder, writePosts } from '../../../support/source-ear.ts'

const connector = createConnector()
const ear = createEar(connector)
const folder = recordedFolder('peertube')

async function server(posts: () => Post[], options: { limit?: number } = {}) {
  const { url, asked } = await ear.serveNoting(peertubeSite(posts, options), queryOf)
  return { instance: url, asked }
}

describe('films', () => {
  it('are heard page by page back to what is known, on the server itself', async () => {
    let posts = writePosts(20, { apart: 40_000 })
    const { instance, asked } = await server(() => posts)
    const first = await ear.pollOut({ search: 'acme', instance })
    expect(first.items).toHaveLength(20)
    expect(asked[0]?.get('searchTarget')).toBe('local')
    posts = [...posts, ...writePosts(330, { name: 'q', apart: 60, until: Date.now() + 20_000_000 })]
    const second = await ear.pollOut({ search: 'acme', instance }, { state: first.state })
    const fresh = second.items.filter(({ text }) => text.includes('(q '))
    expect(new Set(fresh.map(({ externalId }) => externalId)).size).toBe(330)
    expect(second.last.quota).toMatchObject({ limit: 50 })
  })

  it('are heard later when the server asks for a pause', async () => {
    const { instance } = await server(() => writePosts(3), { limit: 0 })
    expect(await ear.problem({ search: 'acme', instance })).toMatchObject({
      code: 'feed_rate_limited',
      facts: { retryAfterSeconds: 10 },
    })
  })

  it.skipIf(folder === null)(
    'are read as they were recorded (skipped where ../shared/data is absent)',
    () => {
      const { data } = readRecorded(folder, 'live-video.json') as { data: unknown[] }
      expect(itemOfVideo(video.parse(data[0]), new Date())).toEqual({
        externalId: '55b2e9d1-ccf3-4914-9f3f-c5d8a59bd4c1',
        identity: 'https://jupiter.tube/videos/watch/55b2e9d1-ccf3-4914-9f3f-c5d8a59bd4c1',
        url: 'https://jupiter.tube/videos/watch/55b2e9d1-ccf3-4914-9f3f-c5d8a59bd4c1',
        replyUrl: null,
        title: 'LINUX Unplugged 471 - We Broke Our Server',
        text: 'We broke our server, so lets see if we can fix it live before the show is over!',
        author: 'JBLive Stream',
        authorUrl: 'https://jupiter.tube/accounts/jblive',
        publishedAt: new Date('2022-08-14T18:53:15.543Z'),
        language: 'en',
        threadKey: 'https://jupiter.tube/videos/watch/55b2e9d1-ccf3-4914-9f3f-c5d8a59bd4c1',
        potentialReach: null,
        engagement: { likes: 0, views: 0 },
        media: ['https://jupiter.tube/lazy-static/previews/fcd582d8-68c5-4f00-8a4a-0a8ffde1a4a5.jpg'],
      })
      const synthetic = readRecorded(folder, 'video.SYNTHETIC.json') as { data: unknown[] }
      expect(itemOfVideo(video.parse(synthetic.data[0]), new Date()).title).toBe('What is PeerTube?')
    },
  )
})

it('is searched everywhere unless a server is named', () => {
  expect(connector.address(connector.config.parse({ search: 'acme', instance: '' }))).toBe(
    'https://sepiasearch.org/search?search=acme&sort=-publishedAt',
  )
  const parsed = connector.config.parse({ search: 'acme', instance: 'framatube.org/search?x' })
  expect(connector.title(parsed)).toBe('acme on framatube.org')
})
