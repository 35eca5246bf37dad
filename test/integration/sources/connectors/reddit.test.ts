import { afterAll, describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { redditSite, type RedditOptions } from '../../../../server/demo/sites/reddit.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/reddit.ts'
import { createConnector as createRss } from '../../../../shared/domain/sources/connectors/rss.ts'
import { createParser } from '../../../../shared/domain/sources/parse-thread.ts'
import { addressOf, createEar, writePosts } from '../../../support/source-ear.ts'

const parser = createParser()
afterAll(() => parser.close())
const connector = createConnector({ parser })
const ear = createEar(connector)
const token = { feed: '0123456789abcdef0123456789abcdef01234567', user: 'ann' }
const credential = `https://www.reddit.com/.rss?feed=${token.feed}&user=${token.user}`

async function site(posts: () => Post[], options: RedditOptions = {}) {
  const { url, asked } = await ear.serveNoting(redditSite(posts, options), addressOf)
  return { endpoint: url, asked }
}

describe('a search', () => {
  it('brings posts without what Reddit puts around them', async () => {
    const { endpoint, asked } = await site(() => writePosts(3, { text: 'Is "Acme" <fine>?' }))
    const { items } = await ear.poll({ search: '"acme"', endpoint })
    expect(asked).toEqual(['/search.rss?q=%22acme%22&sort=new'])
    expect(items).toHaveLength(3)
    expect(items[0]).toMatchObject({
      externalId: 't3_3',
      text: 'Is "Acme" <fine>? (p 2)',
      author: 'ann_2',
      threadKey: 't3_3',
    })
  })

  it('may be limited to a subreddit; a subreddit may be heard whole, or its comments', async () => {
    const posts = writePosts(2)
    const { endpoint, asked } = await site(() => posts)
    await ear.poll({ search: 'acme', subreddit: 'r/webdev', endpoint })
    await ear.poll({ subreddit: 'https://www.reddit.com/r/webdev/new/', endpoint })
    const { items } = await ear.poll({ subreddit: 'webdev', kinds: 'comments', endpoint })
    expect(asked).toEqual([
      '/r/webdev/search.rss?q=acme&sort=new&restrict_sr=on',
      '/r/webdev/new/.rss',
      '/r/webdev/comments/.rss',
    ])
    expect(items[0]).toMatchObject({ title: "The demo's thread", threadKey: 't3_demo', externalId: 't1_2' })
  })

  it.each([
    [{}, 'search'],
    [{ subreddit: 'no such name!' }, 'subreddit'],
    [{ search: 'acme', kinds: 'comments', subreddit: 'x1' }, 'kinds'],
  ])('%j is not enough', (given, path) => {
    expect(connector.config.safeParse(given).error?.issues[0]?.path).toEqual([path])
  })
})

describe('the feed token', () => {
  it('is sent to Reddit, and is nowhere else', async () => {
    const { endpoint, asked } = await site(() => writePosts(2), { token, limit: 0 })
    expect(await ear.problem({ search: 'acme', endpoint })).toMatchObject({ code: 'feed_rate_limited' })
    const outcome = await ear.poll({ search: 'acme', endpoint }, { credential })
    expect(outcome.items).toHaveLength(2)
    expect(asked.at(-1)).toContain(token.feed)
    expect(JSON.stringify(outcome)).not.toContain(token.feed)
    const address = connector.address(connector.config.parse({ search: 'acme', endpoint }))
    expect(address).toBe(`${endpoint}/search.rss?q=acme&sort=new`)
  })

  it('is explained when it is none', async () => {
    const { endpoint, asked } = await site(() => [])
    const problem = await ear.problem({ search: 'acme', endpoint }, { credential: 'my-secret-password' })
    expect(problem).toMatchObject({ code: 'feed_needs_credential' })
    expect(problem.message).not.toContain('my-secret')
    expect(asked).toEqual([])
  })
})

it('shares one slow lane with every other feed of Reddit', () => {
  const parsed = connector.config.parse({ search: 'acme' })
  expect(connector.lane?.(parsed)).toBe('reddit.com')
  expect(connector.laneSpacingSeconds?.(parsed)).toBe(60)
  const rss = createRss({ parser })
  expect(rss.laneSpacingSeconds?.({ url: 'https://old.reddit.com/r/acme/.rss' })).toBe(60)
  expect(rss.laneSpacingSeconds?.({ url: 'https://notreddit.com/feed' })).toBeUndefined()
})

it('is recognised and proposed', () => {
  const recognise = (url: string) => connector.recognise?.(new URL(url))
  expect(recognise('https://www.reddit.com/r/webdev/')).toEqual({ subreddit: 'webdev' })
  expect(recognise('https://old.reddit.com/r/webdev/comments/')).toEqual({
    subreddit: 'webdev',
    kinds: 'comments',
  })
  expect(recognise('https://www.reddit.com/search/?q=acme')).toEqual({ search: 'acme' })
  expect(recognise('https://www.reddit.com/r/webdev/search/?q=acme')).toEqual({
    subreddit: 'webdev',
    search: 'acme',
  })
  expect(recognise('https://www.reddit.com/r/webdev/comments/1abc/title/')).toBeNull()
  expect(recognise('https://reddit.com.evil.example/r/webdev/')).toBeNull()
  expect(connector.propose?.('Acme')[0]?.config).toEqual({ search: '"Acme"' })
})
