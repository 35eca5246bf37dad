import { describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { discourseSite, type DiscourseOptions } from '../../../../server/demo/sites/discourse.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/discourse.ts'
import { discoursePost, itemOfPost } from '../../../../shared/domain/sources/connectors/discourse/post.ts'
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
const folder = recordedFolder('discourse')
const forum = 'https://f.example/talk'

async function site(posts: () => Post[], options: DiscourseOptions = {}) {
  const { url, asked } = await ear.serveNoting(discourseSite(posts, options), addressOf)
  return { forum: url, asked }
}

const post = {
  id: 15,
  topic_id: 11,
  post_number: 2,
  username: 'ann_b',
  name: 'Ann B.',
  created_at: '2026-01-25T02:10:07.971Z',
  cooked: '<p>Acme&rsquo;s kettle<br>broke <img src="x" alt=":cry:"></p>',
  topic_slug: 'my-kettle',
  topic_title: 'My kettle &amp; me',
  reply_count: 1,
  reads: 9,
  actions_summary: [{ id: 2, count: 3 }],
}
const itemOf = (given: object, topic?: { id: number; slug: string; title: string }) =>
  itemOfPost(discoursePost.parse(given), topic, forum, new Date('2026-02-01'))

describe('a post', () => {
  it('becomes an item, field by field', () => {
    expect(itemOf(post)).toEqual({
      externalId: '15',
      identity: 'https://f.example/talk/t/my-kettle/11/2',
      url: 'https://f.example/talk/t/my-kettle/11/2',
      replyUrl: null,
      title: '',
      text: 'Acme’s kettle\nbroke',
      author: 'Ann B.',
      authorUrl: 'https://f.example/talk/u/ann_b',
      publishedAt: new Date('2026-01-25T02:10:07.971Z'),
      language: null,
      threadKey: 'https://f.example/talk/t/11',
      potentialReach: null,
      engagement: { likes: 3, replies: 1, views: 9 },
      media: [],
    })
  })

  it('that begins a topic has its title, and is the topic that feeds know', () => {
    expect(itemOf({ ...post, post_number: 1, name: '' })).toMatchObject({
      title: 'My kettle & me',
      url: 'https://f.example/talk/t/my-kettle/11/1',
      identity: 'https://f.example/talk/t/my-kettle/11',
      author: 'ann_b',
    })
  })

  it('of a search has a blurb, and its topic beside it', () => {
    const { cooked: _, topic_slug: __, topic_title: ___, actions_summary: ____, ...found } = post
    const item = itemOf(
      { ...found, post_number: 1, blurb: 'the &lt;kettle&gt; of Acme…', like_count: 5 },
      { id: 11, slug: 'kettle', title: 'Kettle' },
    )
    expect(item).toMatchObject({
      title: 'Kettle',
      text: 'the <kettle> of Acme…',
      url: 'https://f.example/talk/t/kettle/11/1',
      engagement: { likes: 5 },
    })
  })

  it('may come as Markdown only', () => {
    expect(itemOf({ ...post, cooked: null, raw: '**Acme** [broke](https://x.example)' })?.text).toBe(
      'Acme broke',
    )
  })

  it.each([{ deleted_at: '2026-01-26' }, { hidden: true }, { user_deleted: true }, { post_type: 3 }])(
    'is not heard with %o',
    (more) => {
      expect(itemOf({ ...post, ...more })).toBeNull()
    },
  )
})

describe.skipIf(folder === null)('recorded answers (skipped where ../shared/data is absent)', () => {
  it('become items', async () => {
    const url = await ear.serve(answering(200, JSON.stringify(readRecorded(folder, 'posts_latest.json'))))
    const { items, warnings, cursor } = await ear
      .poll({ forum: url })
      .then((outcome) => ({ ...outcome, cursor: outcome.state.cursor }))
    expect(warnings).toEqual([])
    expect(cursor).toEqual({ known: 15, walk: null })
    expect(
      items.map(({ externalId, title, text, author }) => [externalId, title, text.slice(0, 24), author]),
    ).toEqual([
      ['15', '', 'holla bullhonky.', 'johndoe'],
      ['14', 'This is an uncategorized title', 'hi there. hi there. hi t', 'johndoe'],
      ['10', 'Welcome to Discourse', 'The first paragraph of t', 'system'],
      ['2', 'About the Site Feedback category', 'Discussion about this si', 'system'],
    ])
    expect(items[0]).toMatchObject({
      url: `${url}/t/this-is-an-uncategorized-title/11/2`,
      threadKey: items[1]!.threadKey,
      publishedAt: new Date('2020-01-25T02:10:07.971Z'),
      engagement: { replies: 0, views: 1 },
    })
  })

  it('of another shape are named', async () => {
    const url = await ear.serve(answering(200, JSON.stringify(readRecorded(folder, 'search-old-shape.json'))))
    const problem = await ear.problem({ forum: url, search: 'test' })
    expect(problem).toMatchObject({
      code: 'feed_unparsable',
      message: expect.stringMatching(/expected object/),
    })
  })
})

describe('all posts of a forum', () => {
  it('are heard poll by poll, nothing lost or told twice, however many are hidden', async () => {
    const posts = writePosts(70, { name: 'old' })
    // A long stretch of ids that the public does not see.
    const hidden = ({ id }: Post) => /^(?:old|new)-\d*[37]$/.test(id) || id.startsWith('secret-')
    const here = await site(() => posts, { hidden, limit: 1000 })
    const first = await ear.poll({ forum: here.forum })
    expect(first).toMatchObject({ more: false, format: 'discourse' })
    expect(first.items).toHaveLength(50)

    posts.push(...writePosts(120, { name: 'secret', until: Date.now() + 1000, apart: 0 }))
    posts.push(...writePosts(230, { name: 'new', until: Date.now() + 2000, apart: 0 }))
    const second = await ear.pollOut({ forum: here.forum }, { state: first.state })
    expect(second.polls).toBe(3)
    const fresh = second.items.filter(({ text }) => text.includes('(new')).map(({ text }) => text)
    const expected = posts.filter((one) => one.id.startsWith('new') && !hidden(one)).map(({ text }) => text)
    expect([...new Set(fresh)].toSorted()).toEqual(expected.toSorted())

    const third = await ear.poll({ forum: here.forum }, { state: second.state })
    expect(third.items.length).toBeLessThanOrEqual(50)
    expect(third.more).toBe(false)
  })

  it('are not lost when a forum is empty at first', async () => {
    const posts: Post[] = []
    const here = await site(() => posts)
    const first = await ear.poll({ forum: here.forum })
    posts.push(...writePosts(90))
    const { items } = await ear.pollOut({ forum: here.forum }, { state: first.state })
    expect(new Set(items.map(({ externalId }) => externalId)).size).toBe(90)
  })

  it('come from a forum in a folder too', async () => {
    const listener = discourseSite(() => writePosts(2))
    const url = await ear.serve(listener)
    const { items } = await ear.poll({ forum: `${url}/deep/talk/latest` })
    expect(items[0]?.url).toMatch(new RegExp(`^${url}/deep/talk/t/[a-z0-9-]+/1/2$`))
  })
})

describe('a search', () => {
  it('is read back to what is known, with the day before as its beginning', async () => {
    const posts = writePosts(60, { name: 'old', text: 'my acme kettle', until: Date.now() - 7_200_000 })
    const here = await site(() => posts, { limit: 1000 })
    const config = { forum: here.forum, search: 'acme kettle' }
    const first = await ear.poll(config)
    expect(first.items).toHaveLength(50)
    posts.push(...writePosts(180, { name: 'new', text: 'an acme kettle', apart: 3 }))
    posts.push(...writePosts(9, { name: 'other', text: 'a pan' }))
    const { items, polls } = await ear.pollOut(config, { state: first.state })
    expect(polls).toBe(2)
    const fresh = items.filter(({ text }) => text.includes('(new')).map(({ externalId }) => externalId)
    expect(new Set(fresh).size).toBe(180)
    expect(items.some(({ text }) => text.includes('(other'))).toBe(false)
    expect(here.asked.at(-1)).toMatch(
      /^\/search\.json\?q=acme\+kettle\+order%3Alatest\+after%3A\d{4}-\d\d-\d\d&page=\d$/,
    )
  })
})

describe('limits and refusals', () => {
  it('says how long the forum wants to be left alone', async () => {
    const here = await site(() => writePosts(3), { limit: 1 })
    await ear.poll({ forum: here.forum })
    const problem = await ear.problem({ forum: here.forum })
    expect(problem.code).toBe('feed_rate_limited')
    expect(problem.facts.retryAfterSeconds).toBeGreaterThan(50)
  })

  it('reads the wait from the body where no header has it', async () => {
    const body = { errors: ['Slow down'], error_type: 'rate_limit', extras: { wait_seconds: 12 } }
    const problem = await ear.problem({ forum: await ear.serve(answering(429, JSON.stringify(body))) })
    expect(problem).toMatchObject({
      code: 'feed_rate_limited',
      facts: { httpStatus: 429, retryAfterSeconds: 12 },
    })
  })

  it('goes on where the limit stopped it', async () => {
    const posts = writePosts(10, { name: 'old' })
    const first = await ear.poll({ forum: (await site(() => posts)).forum })
    posts.push(...writePosts(140, { name: 'new', until: Date.now() + 1000, apart: 0 }))
    const second = await ear.poll(
      { forum: (await site(() => posts, { limit: 1 })).forum },
      { state: first.state },
    )
    expect(second).toMatchObject({
      more: true,
      warnings: [expect.stringMatching(/Not everything could be read/)],
    })
    expect(second.hostWaitSeconds).toBeGreaterThan(50)
    const rest = await ear.pollOut({ forum: (await site(() => posts)).forum }, { state: second.state })
    const fresh = [...second.items, ...rest.items].filter(({ text }) => text.includes('(new'))
    expect(new Set(fresh.map(({ text }) => text)).size).toBe(140)
  })

  it('explains a forum for members, and is let in with a key', async () => {
    const here = await site(() => writePosts(3), { key: 'k-1' })
    const without = await ear.problem({ forum: here.forum })
    expect(without).toMatchObject({
      code: 'feed_needs_credential',
      message: expect.stringMatching(/only to members/),
    })
    for (const credential of ['k-1', 'ann:k-1']) {
      expect((await ear.poll({ forum: here.forum }, { credential })).items).toHaveLength(3)
    }
    const wrong = await ear.problem({ forum: here.forum }, { credential: 'ann:other-key' })
    expect(wrong).toMatchObject({
      code: 'feed_needs_credential',
      message: expect.stringMatching(/stored API key/),
    })
    expect(JSON.stringify(wrong.toDocument())).not.toContain('other-key')
    expect(here.asked.join()).not.toContain('k-1')
  })

  it('knows a page to sign in for what it is', async () => {
    const url = await ear.serve((request, response) => {
      if (request.url === '/login') response.end('<html><title>Sign in</title>')
      else response.writeHead(302, { location: '/login' }).end()
    })
    expect((await ear.problem({ forum: url })).code).toBe('feed_needs_credential')
  })

  it.each([
    ['another site', answering(404, '<html>'), 'feed_not_found', /does not answer like a Discourse forum/],
    ['a page', answering(200, '<!doctype html>'), 'feed_unparsable', /web page/],
    ['damage', answering(200, '{"latest_posts": [{"id'), 'feed_unparsable', /damaged/],
    ['another API', answering(200, '{"posts": []}'), 'feed_unparsable', /“latest_posts”/],
    ['a fault', answering(502, ''), 'feed_server_error', /fault/],
  ])('names %s', async (_name, handler, code, sentence) => {
    const problem = await ear.problem({ forum: await ear.serve(handler) })
    expect(problem).toMatchObject({ code, message: expect.stringMatching(sentence) })
  })

  it('survives a flood of markup', async () => {
    const cooked = `${'<div>'.repeat(50_000)}acme${'&amp;lt;'.repeat(100_000)}\u0000`
    const url = await ear.serve(answering(200, JSON.stringify({ latest_posts: [{ ...post, cooked }] })))
    const { items } = await ear.poll({ forum: url })
    expect(items[0]?.text).toMatch(/^acme(?:&lt;)+/)
    expect(items[0]?.text.length).toBeLessThanOrEqual(20_000)
  })
})

describe('the form', () => {
  it('takes any page of a forum', () => {
    for (const address of [
      'forum.example.com',
      'https://forum.example.com/latest',
      'forum.example.com/t/x/1/2',
    ]) {
      const config = connector.config.parse({ forum: address, search: '' })
      expect(config.forum).toBe('https://forum.example.com')
      expect(connector.address(config)).toBe('https://forum.example.com/latest')
    }
    const config = connector.config.parse({ forum: 'f.example', search: 'acme cloud' })
    expect(connector.address(config)).toBe('https://f.example/search?q=acme+cloud+order%3Alatest')
    expect(connector.title(config)).toBe('acme cloud on f.example')
  })

  it('says what would be right', () => {
    expect(connector.config.safeParse({ forum: 'f.example', search: 'ab' }).error?.issues).toMatchObject([
      { path: ['search'], message: 'must be at least three characters' },
    ])
  })

  it('knows topics', () => {
    const recognise = (url: string) => connector.recognise?.(new URL(url))
    expect(recognise('https://f.example/t/my-kettle/11/2?u=ann')).toEqual({ forum: 'https://f.example' })
    expect(recognise('https://f.example/talk/t/my-kettle/11')).toEqual({ forum: 'https://f.example/talk' })
    expect(recognise('https://lobste.rs/t/programming')).toBeNull()
    expect(recognise('https://f.example/t/2026/11')).toBeNull()
  })
})
