import { describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { githubSite, type GithubOptions } from '../../../../server/demo/sites/github.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/github.ts'
import {
  githubDiscussion,
  githubIssue,
  itemOfDiscussion,
  itemOfIssue,
} from '../../../../shared/domain/sources/connectors/github/issue.ts'
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
const folder = recordedFolder('github')

async function api(posts: () => Post[], options: GithubOptions = {}) {
  const { url, asked } = await ear.serveNoting(githubSite(posts, options), (request) => ({
    url: decodeURIComponent(addressOf(request)),
    authorization: request.headers.authorization,
  }))
  return { endpoint: url, asked }
}

const body =
  '<!-- Please fill in -->\n### Steps\n1. Open `Acme<T>`\n\n```sh\nacme --now **x**\n```\n- [x] I searched'

it('an issue becomes an item, field by field', () => {
  const issue = {
    html_url: 'https://github.com/acme/app/issues/7',
    title: 'Crash in Vec<T> & *more*',
    body,
    user: { login: 'ann', html_url: 'https://github.com/ann', type: 'User' },
    created_at: '2026-10-10T16:00:00Z',
    comments: 4,
    reactions: { total_count: 2, '+1': 2 },
    score: 1,
  }
  const item = {
    externalId: 'https://github.com/acme/app/issues/7',
    identity: 'https://github.com/acme/app/issues/7',
    url: 'https://github.com/acme/app/issues/7',
    replyUrl: null,
    title: 'Crash in Vec<T> & *more*',
    text: 'Steps\n1. Open Acme<T>\n\nacme --now **x**\n- I searched',
    author: 'ann',
    authorUrl: 'https://github.com/ann',
    publishedAt: new Date('2026-10-10T16:00:00Z'),
    language: null,
    threadKey: 'https://github.com/acme/app/issues/7',
    potentialReach: null,
    engagement: { likes: 2, replies: 4 },
    media: [],
  }
  expect(itemOfIssue(githubIssue.parse(issue), new Date('2026-11-01'))).toEqual(item)
  const ghost = githubIssue.parse({ ...issue, user: null, body: null, reactions: null })
  expect(itemOfIssue(ghost, new Date())).toMatchObject({ author: null, text: '', engagement: { replies: 4 } })

  const discussion = {
    url: issue.html_url,
    title: issue.title,
    body,
    author: { login: 'ann', url: 'https://github.com/ann' },
    createdAt: issue.created_at,
    comments: { totalCount: 4 },
    reactions: { totalCount: 2 },
  }
  expect(itemOfDiscussion(githubDiscussion.parse(discussion), new Date('2026-11-01'))).toEqual(item)
})

describe.skipIf(folder === null)('recorded answers (skipped where ../shared/data is absent)', () => {
  it('become items', async () => {
    const recorded = JSON.stringify(readRecorded(folder, 'search-issues.json'))
    const { items, warnings } = await ear.poll({
      search: 'sesame',
      endpoint: await ear.serve(answering(200, recorded)),
    })
    expect(warnings).toEqual([])
    expect(items).toMatchObject([
      {
        url: 'https://github.com/octokit-fixture-org/search-issues/issues/2',
        title: 'Sesame seeds split without a pop!',
        text: 'I’ve waited all year long, but there was no pop 😭',
        author: 'octokit-fixture-user-b',
        publishedAt: new Date('2017-10-10T16:00:00Z'),
        engagement: { likes: 0, replies: 42 },
      },
      { url: 'https://github.com/octokit-fixture-org/search-issues/issues/1', title: 'The doors don’t open' },
    ])
  })

  it('of years ago do too', async () => {
    const recorded = readRecorded(folder, 'search-issues-2.json') as { items: { title: string }[] }
    const endpoint = await ear.serve(answering(200, JSON.stringify(recorded)))
    const { items, warnings } = await ear.poll({ search: 'compile', endpoint })
    expect(warnings).toEqual([])
    expect(items.map(({ title }) => title)).toEqual(recorded.items.map(({ title }) => title.trim()))
  })
})

describe('a search for issues', () => {
  it('is heard poll by poll beyond the thousandth result, nothing lost or told twice', async () => {
    const posts = writePosts(130, { name: 'old', text: 'acme', until: Date.now() - 6 * 3_600_000 })
    const here = await api(() => posts, { limit: 1000 })
    const config = { search: 'acme', endpoint: here.endpoint }
    const first = await ear.poll(config)
    expect(first).toMatchObject({ more: false, format: 'github' })
    expect(first.items).toHaveLength(100)

    posts.push(...writePosts(1150, { name: 'new', text: 'acme', apart: 11 }))
    const second = await ear.pollOut(config, { state: first.state })
    expect(second.polls).toBeGreaterThan(10)
    const fresh = second.items.filter(({ text }) => text.includes('(new')).map(({ externalId }) => externalId)
    expect(new Set(fresh).size).toBe(1150)
    expect(fresh.some((id) => id.includes('/pull/')) && fresh.some((id) => id.includes('/issues/'))).toBe(
      true,
    )

    const third = await ear.poll(config, { state: second.state })
    expect(third.more).toBe(false)
    expect(here.asked.at(-1)?.url).toMatch(
      /q=acme\+in:title,body,comments\+\(is:issue\+OR\+is:pull-request\)\+created:>=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ&sort=created&order=desc&per_page=100$/,
    )
  })

  it.each([
    ['issues', /\/issues\//, /\+is:issue\+|\+is:issue&/],
    ['pulls', /\/pull\//, /is:pull-request/],
  ])('can be for %s only', async (kind, address, asked) => {
    const here = await api(() => writePosts(10, { text: 'acme' }))
    const { items } = await ear.poll({ search: 'acme', kind, endpoint: here.endpoint })
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(({ url }) => address.test(url ?? ''))).toBe(true)
    expect(here.asked[0]?.url).toMatch(asked)
  })

  it('that ran out of time is repeated, not believed', async () => {
    let incomplete = true
    const posts = writePosts(3, { text: 'acme' })
    const here = await api(() => posts, { incomplete: () => incomplete })
    const config = { search: 'acme', endpoint: here.endpoint }
    const first = await ear.poll(config)
    expect(first).toMatchObject({
      more: false,
      state: { cursor: { known: null } },
      warnings: [expect.stringMatching(/^GitHub ran out of time/)],
    })
    incomplete = false
    expect((await ear.poll(config, { state: first.state })).state.cursor).not.toEqual(first.state.cursor)
  })

  it('keeps the words together', async () => {
    const here = await api(() => [])
    await ear.poll({ search: 'acme OR akme', endpoint: here.endpoint })
    expect(here.asked[0]?.url).toContain('q=(acme+OR+akme)+in:')
  })
})

describe('discussions', () => {
  it('need a token, and ask nothing without one', async () => {
    const here = await api(() => [])
    const problem = await ear.problem({ search: 'acme', kind: 'discussions', endpoint: here.endpoint })
    expect(problem).toMatchObject({
      code: 'feed_needs_credential',
      message: expect.stringMatching(/needs a token/),
    })
    expect(here.asked).toEqual([])
  })

  it('are heard poll by poll', async () => {
    const posts = writePosts(20, { name: 'old', text: 'acme', until: Date.now() - 3 * 3_600_000 })
    const here = await api(() => posts, { token: 't-1' })
    const config = { search: 'acme', kind: 'discussions', endpoint: here.endpoint }
    const first = await ear.poll(config, { credential: 't-1' })
    expect(first.items).toHaveLength(20)
    posts.push(...writePosts(120, { name: 'new', text: 'acme', apart: 20 }))
    const { items } = await ear.pollOut(config, { credential: 't-1', state: first.state })
    const fresh = items.filter(({ text }) => text.includes('(new'))
    expect(new Set(fresh.map(({ externalId }) => externalId)).size).toBe(120)
    expect(fresh[0]?.url).toMatch(/\/demo\/app\/discussions\/\d+$/)
  })

  it.each([
    ['{"data": null, "errors": [{"type": "RATE_LIMITED", "message": "x"}]}', 'feed_rate_limited', /used up/],
    ['{"errors": [{"type": "FORBIDDEN", "message": "x"}]}', 'feed_needs_credential', /may not search/],
    ['{"errors": [{"message": "Something\\u0000 broke"}]}', 'feed_unparsable', /error: Something broke\./],
    ['{"data": {"search": {}}}', 'feed_unparsable', /“data\.search\.nodes”/],
  ])('may be refused with 200: %s', async (answer, code, sentence) => {
    const config = { search: 'acme', kind: 'discussions', endpoint: await ear.serve(answering(200, answer)) }
    const problem = await ear.problem(config, { credential: 't-1' })
    expect(problem).toMatchObject({ code, message: expect.stringMatching(sentence) })
  })
})

describe('limits and refusals', () => {
  it('say when the next search is allowed', async () => {
    const here = await api(() => writePosts(1, { text: 'acme' }), { limit: 1 })
    const config = { search: 'acme', endpoint: here.endpoint }
    const first = await ear.poll(config)
    expect(first.quota).toMatchObject({ limit: 1, remaining: 0 })
    expect(first.hostWaitSeconds).toBeGreaterThan(50)
    const problem = await ear.problem(config, { state: first.state })
    expect(problem).toMatchObject({ code: 'feed_rate_limited', facts: { httpStatus: 403 } })
    expect(problem.facts.retryAfterSeconds).toBeGreaterThan(50)
  })

  it.each([
    [answering(403, '{"message":"You have exceeded a secondary rate limit."}'), 60],
    [answering(403, '{"message":"You have exceeded a secondary rate limit."}', { 'retry-after': '31' }), 31],
    [answering(429, '{"message":"rate limit"}', { 'retry-after': '17' }), 17],
  ])('know the secondary limit (%#)', async (handler, seconds) => {
    const problem = await ear.problem({ search: 'acme', endpoint: await ear.serve(handler) })
    expect(problem).toMatchObject({ code: 'feed_rate_limited', facts: { retryAfterSeconds: seconds } })
  })

  it('send the token in a header, to nobody else, and tell it to nobody', async () => {
    const trap: unknown[] = []
    const elsewhere = await ear.serve((request, response) => {
      trap.push(request.headers.authorization)
      response.end('{"items": []}')
    })
    const endpoint = await ear.serve((_request, response) => {
      response.writeHead(302, { location: `${elsewhere}/search/issues` }).end()
    })
    const heard = await ear.poll({ search: 'acme', endpoint }, { credential: 'ghp_secret' })
    expect(trap).toEqual([undefined])
    expect(JSON.stringify(heard)).not.toContain('ghp_secret')

    const here = await api(() => [], { token: 'right' })
    await ear.poll({ search: 'acme', endpoint: here.endpoint }, { credential: 'right' })
    expect(here.asked).toMatchObject([{ authorization: 'Bearer right' }])
    expect(here.asked[0]?.url).not.toContain('right')
    const problem = await ear.problem(
      { search: 'acme', endpoint: here.endpoint },
      { credential: 'ghp_secret' },
    )
    expect(problem.code).toBe('feed_needs_credential')
    expect(JSON.stringify(problem.toDocument())).not.toContain('ghp_secret')
  })

  it.each([
    [
      'a search it does not understand',
      answering(422, '{"message":"Validation Failed"}'),
      'feed_forbidden',
      /understand this search: Validation Failed\./,
    ],
    ['a page', answering(200, '<html>'), 'feed_unparsable', /web page/],
    ['damage', answering(200, '{"items": [{}'), 'feed_unparsable', /damaged/],
    ['another API', answering(200, '{"total": 3}'), 'feed_unparsable', /“items”/],
    ['odd issues', answering(200, '{"items": [{"html_url": 5}]}'), 'feed_unparsable', /“html_url”/],
  ])('name %s', async (_name, handler, code, sentence) => {
    const problem = await ear.problem({ search: 'acme', endpoint: await ear.serve(handler) })
    expect(problem).toMatchObject({ code, message: expect.stringMatching(sentence) })
  })
})

describe('the form', () => {
  it('has an address that people can open', () => {
    const config = connector.config.parse({ search: '"acme cloud"', kind: 'pulls' })
    expect(connector.address(config)).toBe(
      'https://github.com/search?q=%22acme+cloud%22&type=pullrequests&s=created&o=desc',
    )
    expect(connector.title(config)).toBe('"acme cloud" on github.com')
    expect(connector.lane?.(config)).toBe('api.github.com')
    const own = connector.config.parse({ search: 'acme', endpoint: 'https://git.example/api/v3/' })
    expect(connector.address(own)).toMatch(/^https:\/\/git\.example\/search\?/)
  })

  it('says what would be right', () => {
    expect(connector.config.safeParse({ search: 'acme is:issue' }).error?.issues).toMatchObject([
      { path: ['search'], message: expect.stringMatching(/which Earshot adds itself/) },
    ])
  })

  it('knows pages of results, its own among them', () => {
    const recognise = (url: string) => connector.recognise?.(new URL(url))
    for (const kind of ['all', 'issues', 'pulls', 'discussions']) {
      const address = connector.address(connector.config.parse({ search: 'acme', kind }))
      expect(recognise(address)).toEqual({ search: 'acme', kind: kind === 'all' ? 'issues' : kind })
    }
    expect(recognise('https://github.com/search?q=acme&type=code')).toBeNull()
    expect(recognise('https://github.com/acme/app')).toBeNull()
  })

  it('proposes a name as a phrase', () => {
    expect(connector.propose?.('Acme Cloud')).toEqual([
      { title: 'Acme Cloud on github.com', config: { search: '"Acme Cloud"', kind: 'all' } },
    ])
  })
})
