import { describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { lemmySite, type LemmyOptions } from '../../../../server/demo/sites/lemmy.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/lemmy.ts'
import { itemOfView, lemmyView } from '../../../../shared/domain/sources/connectors/lemmy/view.ts'
import {
  addressOf,
  answering,
  createEar,
  readRecorded,
  recordedFolder,
  writePosts,
} from '../../../support/source-ear.ts'

const connector = createConnector()
const ear = createEar(connector)
const folder = recordedFolder('lemmy')
const now = new Date('2026-12-01')

async function instance(posts: () => Post[], options: LemmyOptions = {}) {
  const { url, asked } = await ear.serveNoting(lemmySite(posts, options), addressOf)
  return { instance: url, asked }
}

const creator = { id: 7, name: 'alice', display_name: 'Alice', actor_id: 'https://l.example/u/alice' }
const post = {
  id: 1,
  name: 'Is **Acme** down?',
  url: 'https://status.example/a?b=1&c=2',
  body: 'It _is_:\n\n- [ ] for [me](https://x.example)\n\n> quoted `Map<K, V>` & co',
  published: '2026-11-20T09:00:00.123456Z',
  ap_id: 'https://l.example/post/1',
}
const counts = { comments: 4, score: 97, upvotes: 99, downvotes: 2 }
const itemOf = (view: object) => itemOfView(lemmyView.parse(view), now)

describe('a post', () => {
  const expected = {
    externalId: 'https://l.example/post/1',
    identity: 'https://l.example/post/1',
    url: 'https://l.example/post/1',
    replyUrl: null,
    title: 'Is Acme down?',
    text: 'It is:\n\n- for me\n\nquoted Map<K, V> & co\nhttps://status.example/a?b=1&c=2',
    author: 'Alice',
    authorUrl: 'https://l.example/u/alice',
    publishedAt: new Date('2026-11-20T09:00:00.123Z'),
    language: null,
    threadKey: 'https://l.example/post/1',
    potentialReach: null,
    engagement: { likes: 99, replies: 4 },
    media: [],
  }

  it('of version 3 becomes an item, field by field', () => {
    expect(itemOf({ post, creator, community: { id: 5 }, counts })).toEqual(expected)
  })

  it('of version 4 becomes the same item', () => {
    const { published, ...rest } = post
    const { actor_id: address, ...person } = creator
    const view = {
      type_: 'post',
      post: { ...rest, published_at: published, ...counts },
      creator: { ...person, ap_id: address },
      community: { id: 5, subscribers: 1200 },
    }
    expect(itemOf(view)).toEqual({ ...expected, potentialReach: 1200 })
  })

  it('may be a picture, and may lack a zone, a text and a display name', () => {
    const view = {
      post: {
        ...post,
        url: 'https://l.example/pictrs/a.webp?x=1',
        body: null,
        published: '2026-11-20T09:00:00',
      },
      creator: { name: 'bob' },
    }
    expect(itemOf(view)).toMatchObject({
      text: '',
      media: ['https://l.example/pictrs/a.webp?x=1'],
      publishedAt: new Date('2026-11-20T09:00:00Z'),
      author: 'bob',
      authorUrl: null,
      engagement: null,
    })
  })

  it.each(['deleted', 'removed'])('is not heard when it is %s, nor are its comments', (state) => {
    const comment = { id: 2, content: 'x', ap_id: 'https://l.example/comment/2', published: post.published }
    expect(itemOf({ post: { ...post, [state]: true }, creator })).toBeNull()
    expect(itemOf({ post: { ...post, [state]: true }, comment, creator })).toBeNull()
    expect(itemOf({ post, comment: { ...comment, [state]: true }, creator })).toBeNull()
  })
})

it('a comment says only what it says itself, in the thread of its post', () => {
  const comment = {
    id: 2,
    content: 'Same _here_',
    ap_id: 'https://far.example/comment/2',
    published: '2026-11-20T10:00:00Z',
  }
  expect(itemOf({ post, comment, creator, counts: { upvotes: 3, child_count: 1 } })).toMatchObject({
    externalId: 'https://far.example/comment/2',
    title: '',
    text: 'Same here',
    threadKey: 'https://l.example/post/1',
    engagement: { likes: 3, replies: 1 },
    media: [],
  })
})

describe.skipIf(folder === null)('the recorded shape (skipped where ../shared/data is absent)', () => {
  it('becomes items', async () => {
    const recorded = JSON.stringify(readRecorded(folder, 'search-v3.SYNTHETIC.json'))
    const url = await ear.serve((request, response) => {
      const isSite = request.url?.startsWith('/api/v3/site')
      response.end(isSite ? '{"version": "0.19.5", "site_view": {"site": {"name": "L"}}}' : recorded)
    })
    const { items, warnings } = await ear.poll({ instance: url, search: 'example', kind: 'posts' })
    expect(warnings).toEqual([])
    expect(items).toMatchObject([
      {
        externalId: 'https://lemmy.example/post/6063706',
        title: 'Example post',
        text: 'text in markdown\nhttps://example.org/a',
        author: 'Alice',
        authorUrl: 'https://lemmy.example/u/alice',
        publishedAt: new Date('2026-11-20T09:00:00.123Z'),
        engagement: { likes: 99, replies: 4 },
      },
    ])
  })
})

describe.each([
  ['0.19.11', 'lemmy v3', '/api/v3/'],
  ['1.0.0', 'lemmy v4', '/api/v4/'],
])('an instance of version %s', (version, format, path) => {
  it('is heard poll by poll, posts and comments, nothing lost or told twice', async () => {
    const posts = writePosts(60, { name: 'old', text: 'acme', until: Date.now() - 7_200_000 })
    const site = await instance(() => posts, { version: () => version })
    const config = { instance: site.instance, search: 'acme' }
    const first = await ear.poll(config)
    expect(first).toMatchObject({ more: false, format, feedTitle: 'acme on Demo Lemmy' })
    expect(first.items).toHaveLength(60)

    posts.push(...writePosts(240, { name: 'new', text: 'acme', apart: 5 }))
    const before = site.asked.length
    const second = await ear.pollOut(config, { state: first.state })
    expect(second.polls).toBe(2)
    const fresh = second.items.filter(({ text }) => text.includes('(new')).map(({ externalId }) => externalId)
    expect(new Set(fresh).size).toBe(240)
    expect(fresh).toHaveLength(240)
    expect(second.items.some(({ url }) => url?.includes('/comment/'))).toBe(true)
    // What is known is not asked for again.
    expect(site.asked.slice(before).every((url) => url.startsWith(`${path}search`))).toBe(true)

    // Looking back for what came late costs a page or two.
    const asked = site.asked.length
    const third = await ear.poll(config, { state: second.state })
    expect(third.more).toBe(false)
    expect(site.asked.length - asked).toBeLessThanOrEqual(4)
  })

  it('hears only what is asked for', async () => {
    const site = await instance(() => writePosts(9, { text: 'acme' }), { version: () => version })
    const urls = async (kind: string) =>
      (await ear.poll({ instance: site.instance, search: 'acme', kind })).items.map(({ url }) => url)
    expect((await urls('posts')).every((url) => url?.includes('/post/'))).toBe(true)
    expect((await urls('comments')).map((url) => url?.includes('/comment/'))).toEqual([true, true, true])
  })

  it('says with 400 that its limit is used up; what was read until then is kept', async () => {
    const posts = writePosts(9, { text: 'acme' })
    const site = await instance(() => posts, { version: () => version, limit: 1 })
    const config = { instance: site.instance, search: 'acme' }
    const problem = await ear.problem(config)
    expect(problem).toMatchObject({
      code: 'feed_rate_limited',
      facts: { httpStatus: 400, retryAfterSeconds: 600 },
    })
  })
})

it('an instance that is brought to another version is heard on, without a gap', async () => {
  let version = '0.19.11'
  const posts = writePosts(6, { name: 'old', text: 'acme' })
  const site = await instance(() => posts, { version: () => version })
  const config = { instance: site.instance, search: 'acme' }
  const first = await ear.poll(config)
  version = '1.0.2'
  posts.push(...writePosts(3, { name: 'new', text: 'acme', until: Date.now() }))
  const second = await ear.poll(config, { state: first.state })
  expect(second.format).toBe('lemmy v4')
  expect(second.items.filter(({ text }) => text.includes('(new'))).toHaveLength(3)
  const third = await ear.poll(config, { state: second.state })
  expect(third.format).toBe('lemmy v4')
})

describe('refusals', () => {
  it.each([
    ['another site', answering(404, '{}'), 'feed_not_found', /does not answer like a Lemmy server/],
    [
      'a private instance',
      answering(400, '{"error":"instance_is_private"}'),
      'feed_forbidden',
      /its members/,
    ],
    ['a page', answering(200, '<html>'), 'feed_unparsable', /web page/],
    ['another API', answering(200, '{"version": "9"}'), 'feed_unparsable', /“site_view”/],
    ['a limit', answering(429, '{}', { 'retry-after': '77' }), 'feed_rate_limited', /in 77 seconds/],
    [
      'an endless name',
      answering(200, JSON.stringify({ site_view: { site: { name: 5 } } })),
      'feed_unparsable',
      /name/,
    ],
  ])('name %s', async (_name, handler, code, sentence) => {
    const problem = await ear.problem({ instance: await ear.serve(handler), search: 'acme' })
    expect(problem).toMatchObject({ code, message: expect.stringMatching(sentence) })
  })

  it('of single entries hide no others', async () => {
    const url = await ear.serve((request, response) => {
      const isSite = request.url?.startsWith('/api/v3/site')
      const views = [
        { post, creator, counts },
        { post: 'x' },
        { post: { ...post, ap_id: 'https://l.example/post/2' }, creator },
      ]
      response.end(JSON.stringify(isSite ? { version: '0.19.5', site_view: { site: {} } } : { posts: views }))
    })
    const { items, warnings } = await ear.poll({ instance: url, search: 'acme', kind: 'posts' })
    expect(items).toHaveLength(2)
    expect(warnings).toEqual([expect.stringMatching(/^One entry was left out/)])
  })
})

describe('the form', () => {
  it('takes an instance and words, and has an address that people can open', () => {
    const config = connector.config.parse({
      instance: 'lemmy.world/c/tech',
      search: ' acme cloud ',
      kind: '',
    })
    expect(connector.address(config)).toBe(
      'https://lemmy.world/search?q=acme+cloud&type=All&listingType=All&sort=New',
    )
    expect(connector.title(config)).toBe('acme cloud on lemmy.world')
  })

  it('says what would be right', () => {
    expect(connector.config.safeParse({ instance: 'lemmy.world', search: 'a' }).error?.issues).toMatchObject([
      { path: ['search'], message: 'must be at least two characters' },
    ])
  })

  it('knows its own page of results, and no other search', () => {
    const address = connector.address(
      connector.config.parse({ instance: 'lemmy.world', search: 'acme', kind: 'posts' }),
    )
    expect(connector.recognise?.(new URL(address))).toEqual({
      instance: 'https://lemmy.world',
      search: 'acme',
      kind: 'posts',
    })
    expect(connector.recognise?.(new URL('https://shop.example/search?q=acme'))).toBeNull()
  })

  it('proposes a search for a name', () => {
    expect(connector.propose?.('Acme Cloud')).toEqual([
      {
        title: 'Acme Cloud on lemmy.world',
        config: { instance: 'https://lemmy.world', search: 'Acme Cloud' },
      },
    ])
    expect(connector.propose?.('A')).toEqual([])
  })
})
