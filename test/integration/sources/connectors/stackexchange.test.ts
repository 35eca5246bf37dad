import { describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { stackExchangeSite, type StackExchangeOptions } from '../../../../server/demo/sites/stackexchange.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/stackexchange.ts'
import {
  itemOfQuestion,
  stackQuestion,
} from '../../../../shared/domain/sources/connectors/stackexchange/question.ts'
import { siteHost, siteName } from '../../../../shared/domain/sources/connectors/stackexchange/site.ts'
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
const folder = recordedFolder('stackexchange')

async function api(posts: () => Post[], options: StackExchangeOptions = {}) {
  const { url, asked } = await ear.serveNoting(stackExchangeSite(posts, options), addressOf)
  return { endpoint: url, asked }
}

it('a question becomes an item, field by field, its title and names decoded once', () => {
  const question = {
    question_id: 40332332,
    link: 'https://stackoverflow.com/questions/40332332/css-off-canvas',
    title: 'Why &lt;b&gt; &amp;amp; &quot;Acme&quot;?',
    body: '<p>It&#39;s <code>a &lt; b</code></p>\n\n<pre><code>x\ny</code></pre>',
    tags: ['css', 'acme'],
    owner: { display_name: 'L&#233;ff', link: 'https://stackoverflow.com/users/7/leff', reputation: 82 },
    creation_date: 1477852870,
    score: -1,
    answer_count: 2,
    view_count: 20,
    content_license: 'CC BY-SA 4.0',
  }
  expect(itemOfQuestion(stackQuestion.parse(question), new Date())).toEqual({
    externalId: '40332332',
    identity: 'https://stackoverflow.com/questions/40332332/css-off-canvas',
    url: 'https://stackoverflow.com/questions/40332332/css-off-canvas',
    replyUrl: null,
    title: 'Why <b> &amp; "Acme"?',
    text: "It's a < b\n\nx\ny\nTags: css, acme",
    author: 'Léff',
    authorUrl: 'https://stackoverflow.com/users/7/leff',
    publishedAt: new Date('2016-10-30T18:41:10Z'),
    language: null,
    threadKey: 'https://stackoverflow.com/questions/40332332/css-off-canvas',
    potentialReach: null,
    engagement: { likes: -1, replies: 2, views: 20 },
    media: [],
  })
})

describe.skipIf(folder === null)('recorded answers (skipped where ../shared/data is absent)', () => {
  it('become items', async () => {
    const recorded = JSON.stringify(readRecorded(folder, 'questions.json'))
    const outcome = await ear.poll({ search: 'css', endpoint: await ear.serve(answering(200, recorded)) })
    expect(outcome).toMatchObject({
      warnings: [],
      quota: { limit: 300, remaining: 240 },
      hostWaitSeconds: null,
      more: false,
      state: { cursor: { known: 1477855602, walk: null } },
      items: [
        {
          externalId: '40332332',
          title: 'CSS - off canvas issue',
          text: 'Tags: javascript, html, css, zurb-foundation-6',
          author: 'Leff',
          engagement: { likes: 2, replies: 0, views: 20 },
        },
        { externalId: '40332727', author: 'oerkero', engagement: { likes: -1, replies: 2, views: 15 } },
      ],
    })
  })
})

describe('a search', () => {
  it('is heard poll by poll, nothing lost or told twice', async () => {
    const posts = writePosts(130, { name: 'old', text: 'acme', until: Date.now() - 3 * 3_600_000 })
    const here = await api(() => posts)
    const config = { search: 'acme', endpoint: here.endpoint }
    const first = await ear.poll(config)
    expect(first).toMatchObject({ more: false, format: 'stackexchange' })
    expect(first.items).toHaveLength(100)

    posts.push(...writePosts(250, { name: 'new', text: 'acme', apart: 9 }))
    const second = await ear.pollOut(config, { state: first.state })
    expect(second.polls).toBe(3)
    const fresh = second.items.filter(({ text }) => text.includes('(new')).map(({ externalId }) => externalId)
    expect(new Set(fresh).size).toBe(250)

    posts.push(...writePosts(1, { name: 'last', text: 'acme', until: Date.now() }))
    const third = await ear.poll(config, { state: second.state })
    expect(third.more).toBe(false)
    expect(third.items.some(({ text }) => text.includes('(last'))).toBe(true)
    expect(third.items.some(({ text }) => text.includes('(old'))).toBe(false)
    expect(here.asked.at(-1)).toMatch(/site=stackoverflow&sort=creation&order=desc&.*fromdate=\d+$/)
  })

  it('hears a question that is found only later', async () => {
    const posts = writePosts(2, { text: 'acme' })
    const here = await api(() => posts)
    const config = { search: 'acme', endpoint: here.endpoint }
    const first = await ear.poll(config)
    posts.push(...writePosts(1, { name: 'late', text: 'acme', until: Date.now() - 3_000_000 }))
    const second = await ear.poll(config, { state: first.state })
    expect(second.items.some(({ text }) => text.includes('(late'))).toBe(true)
  })
})

describe('limits', () => {
  it('are told with every answer, and spread what is left over the day', async () => {
    const here = await api(() => writePosts(1, { text: 'acme' }), { quota: 11 })
    const first = await ear.poll({ search: 'acme', endpoint: here.endpoint })
    expect(first.quota).toMatchObject({ limit: 11, remaining: 10 })
    const rest = (first.quota!.resetAt!.getTime() - Date.now()) / 1000
    expect(rest).toBeGreaterThan(0)
    expect(rest).toBeLessThanOrEqual(86_400)
    expect(first.hostWaitSeconds).toBeGreaterThanOrEqual(Math.floor(rest / 10))
    expect(first.hostWaitSeconds).toBeLessThanOrEqual(Math.ceil(rest / 10) + 2)
  })

  it('have a pause that the answer asks for', async () => {
    const here = await api(() => writePosts(120, { text: 'acme' }), { backoff: 23, quota: 9000 })
    const first = await ear.poll({ search: 'acme', endpoint: here.endpoint })
    expect(first.hostWaitSeconds).toBe(23)
    // Nothing more was asked for in spite of it.
    expect(here.asked).toHaveLength(1)
  })

  it('are named when they are used up', async () => {
    const here = await api(() => [], { quota: 0 })
    expect(await ear.problem({ search: 'acme', endpoint: here.endpoint })).toMatchObject({
      code: 'feed_rate_limited',
      facts: { httpStatus: 400, retryAfterSeconds: 4321 },
    })
  })

  it('are wider with a key, which nobody else gets to see', async () => {
    const here = await api(() => writePosts(1, { text: 'acme' }), { key: 'sesame' })
    const config = { search: 'acme', endpoint: here.endpoint }
    const heard = await ear.poll(config, { credential: 'sesame' })
    expect(heard.quota).toMatchObject({ limit: 10_000 })
    expect(here.asked[0]).toContain('&key=sesame')
    expect(JSON.stringify(heard)).not.toContain('sesame')
    const problem = await ear.problem(config, { credential: 'abracadabra' })
    expect(problem).toMatchObject({ code: 'feed_needs_credential' })
    expect(JSON.stringify(problem.toDocument())).not.toContain('abracadabra')
  })
})

it.each([
  [
    'a refusal',
    answering(
      400,
      '{"error_id":400,"error_name":"bad_parameter","error_message":"No site found for name `x`"}',
    ),
    'feed_forbidden',
    /No site found for name `x`/,
  ],
  ['a page', answering(200, '<html>'), 'feed_unparsable', /web page/],
  ['another API', answering(200, '{"results": []}'), 'feed_unparsable', /“items”/],
  ['odd questions', answering(200, '{"items": [{"question_id": "7"}]}'), 'feed_unparsable', /“question_id”/],
  ['a fault', answering(503, ''), 'feed_server_error', /fault/],
])('%s is named', async (_name, handler, code, sentence) => {
  const problem = await ear.problem({ search: 'acme', endpoint: await ear.serve(handler) })
  expect(problem).toMatchObject({ code, message: expect.stringMatching(sentence) })
})

describe('the form', () => {
  it.each([
    ['', 'stackoverflow', 'stackoverflow.com'],
    ['stackoverflow.com', 'stackoverflow', 'stackoverflow.com'],
    ['https://unix.stackexchange.com/questions', 'unix', 'unix.stackexchange.com'],
    ['superuser', 'superuser', 'superuser.com'],
    ['mathoverflow.net', 'mathoverflow', 'mathoverflow.net'],
    ['pt.stackoverflow.com', 'pt.stackoverflow', 'pt.stackoverflow.com'],
    ['meta.stackexchange.com', 'meta', 'meta.stackexchange.com'],
  ])('knows the site %s', (given, name, host) => {
    const config = connector.config.parse({ search: 'acme', site: given })
    expect(config.site).toBe(name)
    expect(siteHost(name)).toBe(host)
    expect(connector.address(config)).toBe(`https://${host}/search?q=acme&tab=newest`)
    expect(connector.lane?.(config)).toBe('stackexchange.com')
  })

  it('says what would be right', () => {
    expect(siteName('example.com')).toBeNull()
    expect(connector.config.safeParse({ search: 'acme', site: 'example.com' }).error?.issues).toMatchObject([
      { path: ['site'], message: expect.stringMatching(/such as stackoverflow or unix\.stackexchange\.com/) },
    ])
  })

  it('knows pages of results, and no other', () => {
    const recognise = (url: string) => connector.recognise?.(new URL(url))
    expect(recognise('https://stackoverflow.com/search?q=acme')).toEqual({
      search: 'acme',
      site: 'stackoverflow',
    })
    expect(recognise('https://unix.stackexchange.com/search?q=acme')).toEqual({
      search: 'acme',
      site: 'unix',
    })
    expect(recognise('https://example.com/search?q=acme')).toBeNull()
    expect(recognise('https://stackoverflow.com/questions/1/x')).toBeNull()
  })

  it('proposes a name of several words as a phrase', () => {
    expect(connector.propose?.('Acme Cloud')).toEqual([
      { title: 'Acme Cloud on stackoverflow.com', config: { search: '"Acme Cloud"', site: 'stackoverflow' } },
    ])
  })
})
