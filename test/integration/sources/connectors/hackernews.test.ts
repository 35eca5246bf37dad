import { describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { hackernewsSite } from '../../../../server/demo/sites/hackernews.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/hackernews.ts'
import { hit, itemOfHit } from '../../../../shared/domain/sources/connectors/hackernews/hit.ts'
import {
  answering,
  createEar,
  queryOf,
  readRecorded,
  recordedFolder,
  writePosts,
} from '../../../support/source-ear.ts'

const connector = createConnector()
const ear = createEar(connector)
const folder = recordedFolder('hackernews')
const now = new Date('2026-12-01')

async function site(posts: () => Post[], options: { limit?: number } = {}) {
  const { url, asked } = await ear.serveNoting(hackernewsSite(posts, options), queryOf)
  return { endpoint: url, asked }
}

describe('what is found', () => {
  it('is asked for word by word, as it was given', async () => {
    const { endpoint, asked } = await site(() => writePosts(3))
    await ear.poll({ search: '"all about" #acme', endpoint })
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      query: '"all about" #acme',
      tags: '(story,comment,poll)',
      typoTolerance: 'false',
      advancedSyntax: 'true',
    })
    await ear.poll({ search: 'acme', kinds: 'comments', endpoint })
    expect(asked[1]?.get('tags')).toBe('comment')
  })

  it('has stories and comments, each in its conversation, with where to answer', () => {
    const common = { author: 'ann', created_at_i: 1_700_000_000 }
    const story = {
      ...common,
      objectID: '10',
      title: 'Show HN: Acme &amp; co',
      url: 'https://acme.example/',
      points: 7,
      num_comments: 3,
    }
    expect(itemOfHit(hit.parse(story), now)).toEqual({
      externalId: '10',
      identity: 'https://news.ycombinator.com/item?id=10',
      url: 'https://news.ycombinator.com/item?id=10',
      replyUrl: null,
      title: 'Show HN: Acme & co',
      text: 'https://acme.example/',
      author: 'ann',
      authorUrl: 'https://news.ycombinator.com/user?id=ann',
      publishedAt: new Date(1_700_000_000_000),
      language: null,
      threadKey: 'https://news.ycombinator.com/item?id=10',
      potentialReach: null,
      engagement: { likes: 7, replies: 3 },
      media: [],
    })
    const comment = {
      ...common,
      objectID: '11',
      comment_text: '<p>It&#x27;s <i>fine</i><p>Really',
      story_id: 10,
      story_title: 'Show HN: Acme',
    }
    expect(itemOfHit(hit.parse(comment), now)).toMatchObject({
      title: 'Show HN: Acme',
      text: "It's fine\nReally",
      threadKey: 'https://news.ycombinator.com/item?id=10',
      replyUrl: 'https://news.ycombinator.com/reply?id=11',
    })
  })

  it.skipIf(folder === null)('is read as it was recorded (skipped where ../shared/data is absent)', () => {
    const { hits } = readRecorded(folder, 'search-stories.json') as { hits: unknown[] }
    const items = hits.map((one) => itemOfHit(hit.parse(one), now))
    expect(items[1]).toMatchObject({
      externalId: '23957510',
      title: 'New ‘Meow’ attack has deleted almost 4k unsecured databases',
      author: 'based2',
      engagement: { likes: 299, replies: 178 },
      publishedAt: new Date('2020-07-26T14:58:56Z'),
      threadKey: 'https://news.ycombinator.com/item?id=23957510',
    })
    const poll = readRecorded(folder, 'search_by_date-pollopt.json') as { hits: unknown[] }
    expect(itemOfHit(hit.parse(poll.hits[0]), now)).toMatchObject({
      text: '10+ years',
      threadKey: 'https://news.ycombinator.com/item?id=3786932',
    })
  })
})

describe('polling', () => {
  it('hears everything once, though the search gives no more than 1,000 hits', async () => {
    let posts = writePosts(5)
    const { endpoint, asked } = await site(() => posts)
    const first = await ear.pollOut({ search: 'acme', endpoint })
    expect(first.items).toHaveLength(5)
    posts = [...posts, ...writePosts(2500, { name: 'q', apart: 1, until: Date.now() + 2_600_000 })]
    const second = await ear.pollOut({ search: 'acme', endpoint }, { state: first.state })
    const ids = new Set([...first.items, ...second.items].map(({ externalId }) => externalId))
    expect(ids.size).toBe(2505)
    expect(asked.every((query) => !query.has('page'))).toBe(true)
    expect(asked.length).toBeLessThan(20)
  })

  it('looks two hours back for what was found late', async () => {
    const early = writePosts(4)
    const late = writePosts(1, { name: 'late', until: Date.now() - 5_400_000 })
    let posts = early
    const { endpoint } = await site(() => posts)
    const first = await ear.pollOut({ search: 'acme', endpoint })
    posts = [...early, ...late]
    const second = await ear.pollOut({ search: 'acme', endpoint }, { state: first.state })
    expect(second.items.map(({ text }) => text)).toContain('All about #acme (late 0)')
  })

  it('goes on another time where it had to stop, without a gap', async () => {
    let posts = writePosts(5)
    const { endpoint } = await site(() => posts, { limit: 4 })
    const first = await ear.pollOut({ search: 'acme', endpoint })
    posts = [...posts, ...writePosts(1000, { name: 'q', apart: 1, until: Date.now() + 1_100_000 })]
    const second = await ear.poll({ search: 'acme', endpoint }, { state: first.state })
    expect(second.more).toBe(true)
    expect(second.warnings[0]).toMatch(/^Not everything could be read/)
    const other = await site(() => posts)
    const third = await ear.pollOut({ search: 'acme', endpoint: other.endpoint }, { state: second.state })
    const ids = [...first.items, ...second.items, ...third.items].map(({ externalId }) => externalId)
    expect(new Set(ids).size).toBe(1005)
  })

  it('says what is wrong', async () => {
    const endpoint = await ear.serve(answering(429, '{}', { 'retry-after': '33' }))
    expect(await ear.problem({ search: 'acme', endpoint })).toMatchObject({
      code: 'feed_rate_limited',
      facts: { retryAfterSeconds: 33 },
    })
    const broken = await ear.serve(answering(200, '{"hits": 5}'))
    expect(await ear.problem({ search: 'acme', endpoint: broken })).toMatchObject({ code: 'feed_unparsable' })
    const odd = await ear.serve(
      answering(200, '{"hits": [{"objectID": "x"}, {"objectID": "7", "created_at_i": 5}]}'),
    )
    const heard = await ear.poll({ search: 'acme', endpoint: odd })
    expect(heard.items).toHaveLength(1)
    expect(heard.warnings).toHaveLength(1)
  })
})

it('is proposed for a name, and recognised by its page of results', () => {
  expect(connector.propose?.('Acme "Air"')).toEqual([
    { title: 'Acme "Air" on Hacker News', config: { search: '"Acme Air"' } },
  ])
  expect(connector.recognise?.(new URL('https://hn.algolia.com/?q=acme&type=all'))).toEqual({
    search: 'acme',
  })
  expect(connector.recognise?.(new URL('https://news.ycombinator.com/?q=acme'))).toBeNull()
  const parsed = connector.config.parse({ search: 'acme', kinds: '', endpoint: '' })
  expect(connector.address(parsed)).toBe(
    'https://hn.algolia.com/?query=acme&sort=byDate&dateRange=all&type=all',
  )
})
