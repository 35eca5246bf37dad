import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { mastodonSite, type MastodonOptions } from '../../../../server/demo/sites/mastodon.ts'
import type { Post } from '../../../../server/demo/posts.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/mastodon.ts'
import { itemOfStatus, mastodonStatus } from '../../../../shared/domain/sources/connectors/mastodon/status.ts'
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
const folder = recordedFolder('mastodon')

async function instance(posts: () => Post[], options: MastodonOptions = {}) {
  const { url, asked } = await ear.serveNoting(mastodonSite(posts, options), addressOf)
  return { instance: url, asked }
}

const status = (more: object = {}, account: object = {}) => ({
  id: '117020593741189701',
  created_at: '2026-08-01T13:55:55.867Z',
  uri: 'https://far.example/users/ann/statuses/1',
  url: 'https://far.example/@ann/1',
  visibility: 'public',
  spoiler_text: '',
  language: 'DE',
  content: '<p>Hallo<br>Welt</p>',
  replies_count: 1,
  reblogs_count: 2,
  quotes_count: 3,
  favourites_count: 4,
  in_reply_to_id: null,
  account: {
    acct: 'ann@far.example',
    username: 'ann',
    display_name: 'Ann 🐝',
    url: 'https://far.example/@ann',
    note: '',
    followers_count: 77,
    ...account,
  },
  ...more,
})
const itemOf = (given: object) =>
  itemOfStatus(mastodonStatus.parse(given), 'https://here.example', new Date('2026-09-01'))

describe('a status', () => {
  it('becomes an item, field by field', () => {
    expect(itemOf(status())).toEqual({
      externalId: 'https://far.example/users/ann/statuses/1',
      identity: 'https://far.example/users/ann/statuses/1',
      url: 'https://far.example/@ann/1',
      replyUrl: null,
      title: '',
      text: 'Hallo\nWelt',
      author: 'Ann 🐝',
      authorUrl: 'https://far.example/@ann',
      publishedAt: new Date('2026-08-01T13:55:55.867Z'),
      language: 'de',
      threadKey: 'https://here.example/statuses/117020593741189701',
      potentialReach: 77,
      engagement: { likes: 4, shares: 5, replies: 1 },
      media: [],
    })
  })

  it('is the same at every instance, and joins what it answers', () => {
    const other = itemOfStatus(mastodonStatus.parse(status({ id: '9' })), 'https://other.example', new Date())
    expect(other.identity).toBe(itemOf(status()).identity)
    const answer = itemOf(status({ id: '117020593741189999', in_reply_to_id: '117020593741189701' }))
    expect(answer.threadKey).toBe(itemOf(status()).threadKey)
  })

  it('keeps its warning, its poll, and its pictures with what they show', () => {
    const item = itemOf(
      status({
        url: null,
        spoiler_text: 'Coffee &amp; cats',
        poll: { options: [{ title: 'yes' }, { title: 'no' }] },
        media_attachments: [
          { url: 'https://far.example/a.png', description: 'A broken kettle' },
          { url: null, remote_url: 'https://far.example/b.png' },
          { url: 'javascript:alert(1)' },
        ],
      }),
    )
    expect(item).toMatchObject({
      url: 'https://far.example/users/ann/statuses/1',
      text: 'Hallo\nWelt\n- yes\n- no\nA broken kettle',
      media: ['https://far.example/a.png', 'https://far.example/b.png'],
    })
    expect(item.title).toBe('Coffee &amp; cats')
  })

  it('is cleaned: no control characters, no future, no endless text', () => {
    const item = itemOf(
      status(
        {
          content: `<p>a\u0000b\u202e</p><script>x</script>${'word '.repeat(30_000)}`,
          created_at: '2099-01-01T00:00:00Z',
        },
        { display_name: `\u0000${'n'.repeat(5000)}`, followers_count: -1, url: 'ftp://x' },
      ),
    )
    expect(item.text).toMatch(/^ab\nword word/)
    expect(item.text.length).toBeLessThanOrEqual(20_000)
    expect(item.author).toHaveLength(200)
    expect(item).toMatchObject({ publishedAt: new Date('2026-09-01'), potentialReach: null, authorUrl: null })
  })
})

describe.skipIf(folder === null)('recorded answers (skipped where ../shared/data is absent)', () => {
  it('become items', async () => {
    const recorded = readRecorded(folder, 'timeline-tag.json')
    const url = await ear.serve(answering(200, JSON.stringify(recorded)))
    const { items, warnings } = await ear.poll({ instance: url, tag: 'hoot' })
    expect(warnings).toEqual([])
    expect(items).toEqual([
      {
        externalId: 'http://localhost:3000/ap/users/117020566092212359/statuses/117020593741189701',
        identity: 'https://localhost:3000/ap/users/117020566092212359/statuses/117020593741189701',
        url: 'http://localhost:3000/@mastodonpy_test_2/117020593741189701',
        replyUrl: null,
        title: '',
        text: '#hoot (hashtag toot)',
        author: 'mastodonpy_test_2',
        authorUrl: 'http://localhost:3000/@mastodonpy_test_2',
        publishedAt: new Date('2026-08-01T13:55:55.867Z'),
        language: 'ja',
        threadKey: `${url}/statuses/117020593741189701`,
        potentialReach: 0,
        engagement: { likes: 0, shares: 0, replies: 0 },
        media: [],
      },
    ])
  })

  it('are read whatever they carry: polls, quotes, cards, searches', () => {
    const names = [
      'status-1',
      'status-2',
      'status-with-poll',
      'status-with-quote',
      'status-with-card',
      'status-with-media',
    ]
    const items = names.map((name) => itemOf(readRecorded(folder, `${name}.json`) as object))
    expect(items.map(({ url }) => url === null)).toEqual(names.map(() => false))
    const found = readRecorded(folder, 'search-v2.json') as { statuses: object[] }
    expect(found.statuses.map((one) => itemOf(one).text.length > 0)).toEqual(found.statuses.map(() => true))
    expect(itemOf(readRecorded(folder, 'status-with-media.json') as object)).toMatchObject({
      text: 'image post\nfurry cube',
      potentialReach: 126,
      media: [expect.stringMatching(/97232afa341c291e\.jpg$/)],
    })
  })

  it('tell the limits', async () => {
    const headers = readRecorded(folder, 'timeline-public-anonymous.headers.json') as Record<string, string>
    const timeline = JSON.stringify(readRecorded(folder, 'timeline-public-anonymous.json'))
    const { 'content-length': _, ...others } = headers
    const url = await ear.serve(answering(200, timeline, others))
    expect(await ear.poll({ instance: url, tag: 'x', respect: 'machines' })).toMatchObject({
      quota: { limit: 300, remaining: 299, resetAt: new Date('2026-08-01T14:00:00.792Z') },
      hostWaitSeconds: null,
    })
  })

  it('of an instance say what it shows', async () => {
    const about = JSON.stringify(readRecorded(folder, 'instance-v2.json'))
    const url = await ear.serve((request, response) => {
      response.end(request.url?.startsWith('/api/v2/instance') ? about : '[]')
    })
    expect(await ear.poll({ instance: url, tag: 'acme' })).toMatchObject({
      feedTitle: '#acme on Mastodon',
      warnings: [],
    })
  })
})

describe('a hashtag', () => {
  it('is heard from its newest page on, poll by poll, nothing lost or told twice', async () => {
    const posts = writePosts(60, { name: 'old', until: Date.now() - 3_600_000 })
    const site = await instance(() => posts)
    const first = await ear.poll({ instance: site.instance, tag: 'acme' })
    expect(first).toMatchObject({ more: false, feedTitle: '#acme on Demo Mastodon', format: 'mastodon' })
    expect(first.items).toHaveLength(40)

    // More than one poll reads.
    posts.push(...writePosts(150, { name: 'burst', apart: 20 }))
    const second = await ear.pollOut({ instance: site.instance, tag: 'acme' }, { state: first.state })
    expect(second.polls).toBe(2)
    const burst = second.items.filter(({ text }) => text.includes('(burst'))
    expect(new Set(burst.map(({ externalId }) => externalId)).size).toBe(150)
    expect(burst).toHaveLength(150)

    posts.push(...writePosts(1, { name: 'last', until: Date.now() }))
    const third = await ear.poll({ instance: site.instance, tag: '#acme' }, { state: second.state })
    expect(third.items.filter(({ text }) => text.includes('(last'))).toHaveLength(1)
    expect(third.more).toBe(false)
  })

  it('is heard when its first posts come after the first poll', async () => {
    const posts: Post[] = []
    const site = await instance(() => posts)
    const first = await ear.poll({ instance: site.instance, tag: 'acme' })
    expect(first.items).toEqual([])
    posts.push(...writePosts(70))
    const { items } = await ear.pollOut({ instance: site.instance, tag: 'acme' }, { state: first.state })
    expect(items).toHaveLength(70)
  })

  it('hears posts of other servers that arrive late, in their place among older ones', async () => {
    const posts = writePosts(3)
    const site = await instance(() => posts)
    const first = await ear.poll({ instance: site.instance, tag: 'acme' })
    posts.push(...writePosts(1, { name: 'late', until: Date.now() - 10 * 60_000 }))
    const second = await ear.poll({ instance: site.instance, tag: 'acme' }, { state: first.state })
    expect(second.items.map(({ text }) => text)).toContain('All about #acme (late 0)')
  })

  it('hears an edited post again', async () => {
    const posts = writePosts(1)
    const site = await instance(() => posts)
    const first = await ear.poll({ instance: site.instance, tag: 'acme' })
    posts[0]!.text = 'I take it all back #acme'
    const second = await ear.poll({ instance: site.instance, tag: 'acme' }, { state: first.state })
    expect(second.items[0]).toMatchObject({
      externalId: first.items[0]!.externalId,
      text: 'I take it all back #acme',
    })
  })

  it('ends a poll at a server that does not page', async () => {
    const one = JSON.stringify(
      Array.from({ length: 40 }, (_, index) => status({ id: `1170205937411897${10 + index}` })),
    )
    const asked: string[] = []
    const url = await ear.serve((request, response) => {
      asked.push(request.url ?? '')
      response.end(one)
    })
    const first = await ear.poll({ instance: url, tag: 'acme' })
    const { polls } = await ear.pollOut({ instance: url, tag: 'acme' }, { state: first.state })
    expect(polls).toBe(1)
    expect(asked.length).toBeLessThanOrEqual(4)
  })

  it('goes where the instance is, whatever the Link header says', async () => {
    const elsewhere: string[] = []
    const trap = await ear.serve((request, response) => {
      elsewhere.push(request.url ?? '')
      response.end('[]')
    })
    const full = JSON.stringify(Array.from({ length: 40 }, (_, index) => status({ id: String(900 + index) })))
    const asked: string[] = []
    const url = await ear.serve((request, response) => {
      asked.push(request.url ?? '')
      response
        .setHeader('link', `<${trap}/steal?min_id=5000>; rel="prev"`)
        .end(asked.length < 2 ? full : '[]')
    })
    const first = await ear.poll({ instance: url, tag: 'acme' }, { credential: 'secret-token' })
    await ear.poll({ instance: url, tag: 'acme' }, { credential: 'secret-token', state: first.state })
    expect(elsewhere).toEqual([])
    expect(asked.at(-1)).toContain('min_id=5000')
  })
})

describe('what authors ask for', () => {
  const wishes: [string, object, object, boolean, boolean][] = [
    ['nothing', {}, {}, true, true],
    ['not to be searched', {}, { indexable: false }, false, true],
    ['not to be indexed', {}, { noindex: true }, false, true],
    ['#nobot', {}, { note: '<p>Hi <a>#<span>NoBot</span></a></p>' }, false, false],
    ['#nobots in words', {}, { note: 'please #nobots' }, false, false],
    ['privacy', { visibility: 'private' }, {}, false, false],
    ['a direct message', { visibility: 'direct' }, {}, false, false],
    ['unlisted', { visibility: 'unlisted' }, {}, true, true],
  ]
  it.each(wishes)('%s', async (_name, more, account, bySearch, byMachines) => {
    const site = await instance(() => writePosts(2), { more: () => ({ status: more, account }) })
    for (const [respect, isHeard] of [
      ['search', bySearch],
      ['machines', byMachines],
      ['', byMachines],
    ] as const) {
      const { items, warnings } = await ear.poll({ instance: site.instance, tag: 'acme', respect })
      expect(items).toHaveLength(isHeard ? 2 : 0)
      expect(warnings.join()).toMatch(isHeard ? /^$/ : /^Left out 2 posts /)
    }
  })
})

describe('limits and refusals', () => {
  it('says how long to wait when the limit is used up', async () => {
    const site = await instance(() => writePosts(1), { limit: 1 })
    const first = await ear.poll({ instance: site.instance, tag: 'acme' })
    expect(first).toMatchObject({ quota: { limit: 1, remaining: 0 } })
    expect(first.hostWaitSeconds).toBeGreaterThan(290)
    const problem = await ear.problem({ instance: site.instance, tag: 'acme' }, { state: first.state })
    expect(problem.code).toBe('feed_rate_limited')
    expect(problem.facts).toMatchObject({ httpStatus: 429 })
    expect(problem.facts.retryAfterSeconds).toBeGreaterThan(290)
  })

  it('keeps what it has when the limit comes in the middle, and goes on there', async () => {
    const posts = writePosts(1, { until: Date.now() - 3_600_000 })
    const first = await ear.poll({ instance: (await instance(() => posts)).instance, tag: 'acme' })
    posts.push(...writePosts(100, { name: 'new' }))
    const limited = await instance(() => posts, { limit: 2 })
    const second = await ear.poll({ instance: limited.instance, tag: 'acme' }, { state: first.state })
    expect(second).toMatchObject({
      more: true,
      warnings: [expect.stringMatching(/^Not everything could be read/)],
    })
    expect(second.hostWaitSeconds).toBeGreaterThan(200)
    const open = await instance(() => posts)
    const rest = await ear.pollOut({ instance: open.instance, tag: 'acme' }, { state: second.state })
    const texts = [...second.items, ...rest.items]
      .map(({ text }) => text)
      .filter((text) => text.includes('(new'))
    expect(texts.toSorted()).toEqual(
      posts
        .slice(1)
        .map(({ text }) => text)
        .toSorted(),
    )
  })

  it.each([
    [
      { local: 'authenticated', remote: 'authenticated' },
      /only to people with an account there: it needs a token/,
    ],
    [{ local: 'disabled', remote: 'disabled' }, /has switched off its hashtag pages/],
  ])('explains why hashtags are refused: %o', async (access, sentence) => {
    const site = await instance(() => [], { access, token: 'member' })
    const problem = await ear.problem({ instance: site.instance, tag: 'acme' })
    expect(problem).toMatchObject({ code: 'feed_needs_credential', message: expect.stringMatching(sentence) })
  })

  it('is let in with a token, and says so when the token is refused', async () => {
    const access = { local: 'authenticated', remote: 'authenticated' }
    const site = await instance(() => writePosts(2), { access, token: 'member' })
    const config = { instance: site.instance, tag: 'acme' }
    expect((await ear.poll(config, { credential: ' member\n' })).items).toHaveLength(2)
    const problem = await ear.problem(config, { credential: 'wrong-token' })
    expect(problem).toMatchObject({
      code: 'feed_needs_credential',
      message: expect.stringMatching(/stored token/),
    })
    expect(JSON.stringify(problem.toDocument())).not.toContain('wrong-token')
    expect((await ear.problem(config, { credential: 'a\nb' })).code).toBe('feed_needs_credential')
  })

  it('tells when only half of it is shown', async () => {
    const site = await instance(() => writePosts(1), { access: { local: 'public', remote: 'disabled' } })
    const { warnings } = await ear.poll({ instance: site.instance, tag: 'acme' })
    expect(warnings).toEqual([expect.stringMatching(/shows only what its own people write/)])
  })

  const refusals: [string, RequestListener, string, RegExp][] = [
    ['another site', answering(404, 'no'), 'feed_not_found', /does not answer like a Mastodon server/],
    ['a page', answering(200, '<!doctype html><p>Hi'), 'feed_unparsable', /web page or XML instead of JSON/],
    ['damage', answering(200, '[{"id": "1", '), 'feed_unparsable', /damaged or cut off/],
    ['nothing', answering(200, ''), 'feed_unparsable', /empty/],
    ['another API', answering(200, '{"posts": []}'), 'feed_unparsable', /expected array/],
    ['statuses without dates', answering(200, '[{"id": "1"}]'), 'feed_unparsable', /“created_at”/],
    ['a fault', answering(500, '{}'), 'feed_server_error', /fault of its own/],
    ['a human test', answering(403, '<html><title>Just a moment...</title>'), 'feed_forbidden', /Cloudflare/],
  ]
  it.each(refusals)('names %s', async (_name, handler, code, sentence) => {
    const problem = await ear.problem({ instance: await ear.serve(handler), tag: 'acme' })
    expect(problem).toMatchObject({ code, message: expect.stringMatching(sentence) })
  })

  it('leaves out what cannot be read, not its neighbours', async () => {
    const url = await ear.serve(
      answering(200, JSON.stringify([status(), { id: 7 }, null, status({ poll: 'x' })])),
    )
    const { items, warnings } = await ear.poll({ instance: url, tag: 'acme' })
    expect(items).toHaveLength(2)
    expect(warnings[0]).toMatch(/^2 entries were left out, which cannot be read: “id”: expected string/)
  })
})

describe('a search', () => {
  it('needs a token, and asks nothing without one', async () => {
    const site = await instance(() => [])
    const problem = await ear.problem({ instance: site.instance, search: 'acme' })
    expect(problem).toMatchObject({
      code: 'feed_needs_credential',
      message: expect.stringMatching(/read:search/),
    })
    expect(site.asked).toEqual([])
    const refused = await ear.problem({ instance: site.instance, search: 'acme' }, { credential: 'nope' })
    expect(refused.code).toBe('feed_needs_credential')
  })

  it('is read back to what is known', async () => {
    const posts = writePosts(50, { name: 'old', text: 'the acme cloud', until: Date.now() - 7_200_000 })
    const site = await instance(() => posts, { token: 'member' })
    const config = { instance: site.instance, search: 'acme cloud' }
    const first = await ear.poll(config, { credential: 'member' })
    expect(first.items).toHaveLength(40)
    posts.push(...writePosts(130, { name: 'new', text: 'acme cloud', apart: 2 }))
    const { items, polls } = await ear.pollOut(config, { credential: 'member', state: first.state })
    expect(polls).toBe(2)
    const fresh = items.filter(({ text }) => text.includes('(new')).map(({ externalId }) => externalId)
    expect(new Set(fresh).size).toBe(130)
    expect(JSON.stringify(site.asked)).not.toContain('member')
  })
})

describe('the form', () => {
  const parse = (config: object) => connector.config.safeParse(config)

  it('takes an instance and a hashtag as people write them', () => {
    for (const instance of [
      'mastodon.social',
      ' HTTPS://Mastodon.Social/ ',
      'mastodon.social/tags/other',
      'https://mastodon.social/@ann',
    ]) {
      const read = parse({ instance, tag: ' #AcmeCloud ', search: '', respect: '' })
      expect(read.data).toMatchObject({ instance: 'https://mastodon.social', tag: 'AcmeCloud' })
      expect(connector.address(read.data!)).toBe('https://mastodon.social/tags/AcmeCloud')
      expect(connector.title(read.data!)).toBe('#AcmeCloud on mastodon.social')
    }
  })

  it.each([
    [{ instance: '', tag: 'a1' }, 'instance', /must be the address of the site/],
    [{ instance: 'ftp://x.example', tag: 'a1' }, 'instance', /must be the address of the site/],
    [{ instance: 'https://ann:pw@x.example', tag: 'a1' }, 'instance', /must not hold a name or password/],
    [{ instance: 'x.example', tag: 'two words' }, 'tag', /must be one word/],
    [{ instance: 'x.example', tag: '2026' }, 'tag', /must be one word/],
    [{ instance: 'x.example' }, 'tag', /must be a hashtag/],
    [{ instance: 'x.example', tag: 'a', search: 'bcd' }, 'search', /must be empty/],
    [{ instance: 'x.example', tag: 'a', extra: 'b' }, '', /extra/],
  ])('says what would be right: %o', (config, path, message) => {
    expect(parse(config).error?.issues).toMatchObject([
      { path: path === '' ? [] : [path], message: expect.stringMatching(message) },
    ])
  })

  it('knows the page of a hashtag, and no other', () => {
    const recognise = (url: string) => connector.recognise?.(new URL(url))
    expect(recognise('https://fosstodon.org/tags/Caf%C3%A9')).toEqual({
      instance: 'https://fosstodon.org',
      tag: 'Café',
    })
    expect(recognise('https://fosstodon.org/tags/acme.rss')).toBeNull()
    expect(recognise('https://fosstodon.org/@ann')).toBeNull()
    expect(recognise('https://blog.example/tags/news/')).toBeNull()
    expect(recognise('https://x.example/tags/%E0%A4%A')).toBeNull()
  })

  it('proposes the hashtag of a name', () => {
    expect(connector.propose?.('Acme Cloud!')[0]).toEqual({
      title: '#acmecloud on mastodon.social',
      config: { instance: 'https://mastodon.social', tag: 'acmecloud' },
    })
    expect(connector.propose?.('37')).toEqual([])
  })
})
