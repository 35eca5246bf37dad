import { describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { blueskySite, type BlueskyOptions } from '../../../../server/demo/sites/bluesky.ts'
import { itemOfView, postView } from '../../../../shared/domain/sources/connectors/bluesky-search/view.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/bluesky-search.ts'
import { createEar, readRecorded, recordedFolder, writePosts } from '../../../support/source-ear.ts'

const ear = createEar(createConnector())
const folder = recordedFolder('bluesky')
const credential = 'abcd-efgh-ijkl-mnop'
const handle = 'acme.demo.example'

async function service(posts: () => Post[], options: BlueskyOptions = {}) {
  const asked: string[] = []
  const answer = blueskySite(posts, { account: { handle, password: credential }, ...options })
  const endpoint = await ear.serve((request, response) => {
    asked.push((request.url ?? '').replace(/^\/xrpc\/(?:\w+\.)+/, ''))
    return answer(request, response)
  })
  const signIns = () => asked.filter((path) => path === 'createSession').length
  return { config: { search: 'acme', handle, endpoint }, asked, signIns }
}

describe('a search', () => {
  it('signs in once, pages, and goes on where it was', async () => {
    let posts = writePosts(30)
    const { config, asked, signIns } = await service(() => posts)
    const first = await ear.pollOut(config, { credential })
    expect(first.items).toHaveLength(30)
    expect(first.items[0]).toMatchObject({
      externalId: expect.stringMatching(
        /^at:\/\/did:plc:[\da-f]{24}\/app\.bsky\.feed\.post\/3demop-29$/,
      ) as string,
      author: 'ann-4.demo.example',
      url: expect.stringMatching(
        /^https:\/\/bsky\.app\/profile\/did:plc:[\da-f]{24}\/post\/3demop-29$/,
      ) as string,
      language: 'en',
    })
    expect(first.last.quota).toEqual({ limit: 3000, remaining: 2990, resetAt: null })
    posts = [...posts, ...writePosts(730, { name: 'q', apart: 1, until: Date.now() + 1_000_000 })]
    const second = await ear.pollOut(config, { credential, state: first.state })
    const ids = new Set([...first.items, ...second.items].map(({ externalId }) => externalId))
    expect(ids.size).toBe(760)
    expect(signIns()).toBe(1)
    const since = new URL(asked[2] ?? '', 'http://host').searchParams.get('since')
    expect(Date.parse(since ?? '')).toBeLessThan(Date.now() - 500_000)
  })

  it('renews its session as long as that is possible, then signs in again', async () => {
    const { config, asked, signIns } = await service(() => writePosts(3), { tokenLasts: 1, renewals: 2 })
    for (let poll = 0; poll < 5; poll++)
      expect((await ear.poll(config, { credential })).items).toHaveLength(3)
    expect(asked.filter((path) => path === 'refreshSession').length).toBeGreaterThanOrEqual(3)
    expect(signIns()).toBe(2)
  })

  it('needs a password that fits; neither it nor a session is kept anywhere', async () => {
    const { config, asked } = await service(() => writePosts(1))
    expect(await ear.problem(config)).toMatchObject({ code: 'feed_needs_credential' })
    expect(asked).toEqual([])
    const wrong = await ear.problem(config, { credential: 'wrong-password' })
    expect(wrong).toMatchObject({ code: 'feed_needs_credential' })
    expect(JSON.stringify(wrong.toDocument())).not.toContain('wrong-password')
    const outcome = JSON.stringify(await ear.poll(config, { credential }))
    expect(outcome).not.toContain(credential)
    expect(outcome).not.toMatch(/access\.\d|refresh\.\d/)
  })

  it('says that it is closed to everybody, as happens', async () => {
    let closed = true
    const { config } = await service(() => writePosts(2), { closed: () => closed })
    const problem = await ear.problem(config, { credential })
    expect(problem).toMatchObject({ code: 'feed_forbidden', facts: { httpStatus: 403 } })
    expect(problem.message).toMatch(/in waves/)
    closed = false
    expect((await ear.poll(config, { credential })).items).toHaveLength(2)
  })

  it.skipIf(folder === null)('is read as it was recorded (skipped where ../shared/data is absent)', () => {
    const { posts } = readRecorded(folder, 'searchPosts.json') as { posts: unknown[] }
    const items = posts.map((view) => itemOfView(postView.parse(view), new Date()))
    expect(items.length).toBeGreaterThan(10)
    expect(items[0]).toMatchObject({
      externalId: 'at://did:plc:kkergqgbhb56ptpwj2wenkje/app.bsky.feed.post/3lpk2u6qo222m',
      author: 'socpaperbot.bsky.social',
      engagement: { likes: 0, shares: 0, replies: 0 },
      publishedAt: new Date('2025-05-19T17:10:09.561Z'),
    })
    expect(items[1]?.text).toContain(
      'The Pawn or the Collaborator?\nhttps://open.substack.com/pub/christackett',
    )
    expect(items[1]?.media).toHaveLength(1)
  })
})
