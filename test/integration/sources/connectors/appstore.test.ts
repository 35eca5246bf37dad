import { afterAll, describe, expect, it } from 'vitest'
import type { Post } from '../../../../server/demo/posts.ts'
import { appstoreSite, type AppStoreOptions } from '../../../../server/demo/sites/appstore.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/appstore.ts'
import { itemOfReview, reviewList } from '../../../../shared/domain/sources/connectors/appstore/review.ts'
import { createParser } from '../../../../shared/domain/sources/parse-thread.ts'
import {
  addressOf,
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
const folder = recordedFolder('itunes-reviews')
const app = '389801252'

async function store(posts: () => Post[], options: AppStoreOptions = {}) {
  const { url, asked } = await ear.serveNoting(appstoreSite(posts, options), addressOf)
  return { endpoint: url, asked }
}

describe('reviews', () => {
  it('have their stars in the title, and an identity of their own at the address that all share', async () => {
    const { endpoint, asked } = await store(() => writePosts(2, { text: 'It never worked' }))
    const { items } = await ear.poll({ app, country: 'DE', endpoint })
    expect(asked).toEqual([`/de/rss/customerreviews/page=1/id=${app}/sortby=mostrecent/json`])
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({
      title: '★☆☆☆☆ It never worked (p 1)',
      text: 'It never worked (p 1)\n\nVersion 2.4.1',
      author: 'Ann 1',
      url: `https://apps.apple.com/de/app/id${app}?see-all=reviews`,
      identity: `appstore:${items[0]?.externalId}`,
    })
    expect(items[0]?.identity).not.toBe(items[1]?.identity)
  })

  it('may be a single one', async () => {
    const { endpoint } = await store(() => writePosts(1))
    expect((await ear.poll({ app, endpoint })).items).toHaveLength(1)
  })

  it('are the same from the XML, when the JSON is empty or broken', async () => {
    const posts = writePosts(3)
    const fine = await ear.poll({ app, endpoint: (await store(() => posts)).endpoint })
    for (const json of ['empty', 'broken'] as const) {
      const { endpoint, asked } = await store(() => posts, { json: () => json })
      const { items } = await ear.poll({ app, endpoint })
      const essence = ({ externalId, identity, title, author }: (typeof items)[0]) => [
        externalId,
        identity,
        title,
        author,
      ]
      expect(items.map(essence)).toEqual(fine.items.map(essence))
      expect(asked).toHaveLength(2)
    }
  })

  it('are read back to what is known, page by page', async () => {
    let posts = writePosts(10)
    const { endpoint, asked } = await store(() => posts)
    const first = await ear.poll({ app, endpoint })
    posts = [...posts, ...writePosts(120, { name: 'q', until: Date.now() + 900_000 })]
    const second = await ear.poll({ app, endpoint }, { state: first.state })
    expect(second.items.filter(({ text }) => text.includes('(q '))).toHaveLength(120)
    expect(asked).toHaveLength(4)
    const third = await ear.poll({ app, endpoint }, { state: second.state })
    expect(asked).toHaveLength(5)
    expect(third.deleted).toEqual([])
  })

  it('are not gone when Apple lists none, and are known when it lists them again', async () => {
    let empty = false
    const health = () => (empty ? ('empty' as const) : ('fine' as const))
    const { endpoint, asked } = await store(() => writePosts(60), { json: health, xml: health })
    const first = await ear.poll({ app, endpoint })
    empty = true
    const second = await ear.poll({ app, endpoint }, { state: first.state })
    expect(second).toMatchObject({ items: [], deleted: [], state: first.state })
    expect(second.warnings).toHaveLength(1)
    empty = false
    asked.length = 0
    await ear.poll({ app, endpoint }, { state: second.state })
    expect(asked).toHaveLength(1)
  })

  it('that cannot be had in any way say why', async () => {
    const { endpoint } = await store(() => [], { json: () => 'broken', xml: () => 'broken' })
    expect(await ear.problem({ app, endpoint })).toMatchObject({ code: 'feed_server_error' })
    const limited = await ear.serve(answering(429, '', { 'retry-after': '9' }))
    expect(await ear.problem({ app, endpoint: limited })).toMatchObject({ code: 'feed_rate_limited' })
  })

  it.skipIf(folder === null)(
    'are read as they were recorded (skipped where ../shared/data is absent)',
    () => {
      const { feed } = reviewList.parse(readRecorded(folder, 'customerreviews-jp.json'))
      const items = feed.entry.map((entry) =>
        itemOfReview(entry, { id: '1404176564', country: 'jp' }, new Date()),
      )
      expect(items).toMatchObject([
        {
          externalId: '6281770599',
          title: '★☆☆☆☆ 、',
          text: 'アプデ多すぎ\n\nVersion 3.4.3',
          author: '氏黒染',
          publishedAt: null,
        },
        { externalId: '6273889483', title: '★★★☆☆ REALITY Avatar' },
      ])
      expect(reviewList.parse(readRecorded(folder, 'feed-links.json')).feed.entry).toEqual([])
    },
  )
})

it('takes the number or the address of an app', () => {
  const numberOf = (given: string) => connector.config.safeParse({ app: given }).data?.app
  expect(numberOf('389801252')).toBe(app)
  expect(numberOf('id389801252')).toBe(app)
  expect(numberOf('https://apps.apple.com/us/app/acme-go/id389801252?l=en')).toBe(app)
  expect(numberOf('acme')).toBeUndefined()
  expect(connector.recognise?.(new URL('https://apps.apple.com/jp/app/acme/id389801252'))).toEqual({
    app,
    country: 'jp',
  })
  expect(connector.recognise?.(new URL('https://apps.apple.com/jp/story/id1'))).toBeNull()
})
