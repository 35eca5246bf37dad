import { afterAll, describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { lobstersSite } from '../../../../server/demo/sites/lobsters.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/lobsters.ts'
import { itemOfStory, story } from '../../../../shared/domain/sources/connectors/lobsters/story.ts'
import { createParser } from '../../../../shared/domain/sources/parse-thread.ts'
import {
  answering,
  createEar,
  readRecorded,
  recordedFolder,
  writePosts,
} from '../../../support/source-ear.ts'

const parser = createParser()
afterAll(() => parser.close())
const connector = createConnector({ parser })
const ear = createEar(connector)
const folder = recordedFolder('lobsters')
const site = (posts: () => Post[]) => ear.serve(lobstersSite(posts))
const distinct = (items: { externalId: string }[]) => new Set(items.map(({ externalId }) => externalId)).size

describe('stories', () => {
  it('are heard page by page back to what is known', async () => {
    let posts = writePosts(30, { apart: 4000 })
    const endpoint = await site(() => posts)
    const first = await ear.pollOut({ endpoint })
    expect(first.items).toHaveLength(25)
    posts = [...posts, ...writePosts(160, { name: 'q', apart: 60, until: Date.now() + 10_000_000 })]
    const second = await ear.pollOut({ endpoint }, { state: first.state })
    expect(second.items.filter(({ text }) => text.includes('(q '))).toHaveLength(160)
    expect(distinct(second.items.filter(({ text }) => text.includes('(q ')))).toBe(160)
    const third = await ear.pollOut({ endpoint }, { state: second.state })
    expect(third.polls).toBeLessThanOrEqual(2)
  })

  it.skipIf(folder === null)(
    'are read as they were recorded (skipped where ../shared/data is absent)',
    () => {
      const recorded = readRecorded(folder, 'newest.json') as unknown[]
      expect(itemOfStory(story.parse(recorded[0]), 'https://lobste.rs', new Date())).toEqual({
        externalId: 'pca7h0',
        identity: 'https://lobste.rs/s/pca7h0/eliminating_memory_safety',
        url: 'https://lobste.rs/s/pca7h0/eliminating_memory_safety',
        replyUrl: null,
        title: 'Eliminating memory safety vulnerabilities at the source',
        text: 'https://security.googleblog.com/2024/09/eliminating-memory-safety-vulnerabilities-Android.html\n\nTags: android, security',
        author: 'heinrich5991',
        authorUrl: 'https://lobste.rs/~heinrich5991',
        publishedAt: new Date('2024-09-25T20:27:23Z'),
        language: null,
        threadKey: 'https://lobste.rs/s/pca7h0',
        potentialReach: null,
        engagement: { likes: 43, replies: 29 },
        media: [],
      })
    },
  )

  it('of older versions say more about who posted them', () => {
    const old = {
      short_id: 'a',
      created_at: '2020-01-01T00:00:00Z',
      title: 'x',
      comments_url: 'https://lobste.rs/s/a/x',
      submitter_user: { username: 'ann', karma: 5 },
    }
    expect(itemOfStory(story.parse(old), 'https://lobste.rs', new Date()).author).toBe('ann')
  })

  it('that cannot be had say why', async () => {
    const endpoint = await ear.serve(answering(429, 'Throttled', { 'retry-after': '60' }))
    expect(await ear.problem({ endpoint })).toMatchObject({ code: 'feed_rate_limited' })
    const page = await ear.serve(answering(200, '<h1>Hello</h1>'))
    expect(await ear.problem({ endpoint: page })).toMatchObject({ code: 'feed_unparsable' })
  })
})

it('comments are heard through their feed', async () => {
  const endpoint = await site(() => writePosts(3))
  const { items } = await ear.poll({ kinds: 'comments', endpoint })
  expect(items).toHaveLength(3)
  expect(items[0]).toMatchObject({ text: 'All about #acme (p 2)', author: 'ann_2' })
})

it('is recognised by its lists', () => {
  expect(connector.recognise?.(new URL('https://lobste.rs/newest'))).toEqual({ kinds: 'stories' })
  expect(connector.recognise?.(new URL('https://lobste.rs/comments.rss'))).toEqual({ kinds: 'comments' })
  expect(connector.recognise?.(new URL('https://lobste.rs/s/pca7h0/x'))).toBeNull()
})
