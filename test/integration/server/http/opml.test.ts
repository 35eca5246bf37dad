import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestWeb, type TestWeb } from '../../../support/web.ts'

let web: TestWeb
let admin: Awaited<ReturnType<TestWeb['signedIn']>>
beforeAll(async () => {
  web = await startTestWeb()
  admin = await web.signedIn('admin')
})
afterAll(() => web.close())

const opml = (...outlines: string[]) => `<opml version="2.0"><body>${outlines.join('')}</body></opml>`
const addresses = async (): Promise<string[]> =>
  (await admin.get('/api/feeds')).body.feeds.map(({ url }: { url: string }) => url)

test('what can be listened to is added once, what is known stays, and what is refused says why', async () => {
  await admin.post('/api/feeds', { url: 'https://www.town.example/feed/', title: 'Our town' })
  const reply = await admin.post('/api/feeds/opml', {
    opml: opml(
      '<outline text="Folder"><outline text="Town, elsewhere" xmlUrl="http://town.example/feed"/></outline>',
      '<outline title="News" xmlUrl="https://news.example/rss"/>',
      '<outline title="News again" xmlUrl="https://news.example/rss/"/>',
      '<outline text="Podcast" xmlUrl="feed://pod.example/rss"/>',
      '<outline xmlUrl="not an address"/>',
    ),
  })
  expect(reply.status, reply.text).toBe(200)
  expect(reply.body).toMatchObject({ added: 1, known: 2 })
  expect(reply.body.refused).toEqual([
    { url: 'feed://pod.example/rss', reason: expect.stringContaining('https://') },
    { url: 'not an address', reason: expect.stringContaining('https://') },
  ])
  expect(await addresses()).toEqual(['https://news.example/rss', 'https://www.town.example/feed/'])
  const { feeds } = (await admin.get('/api/feeds')).body
  expect(feeds.map(({ title }: { title: string }) => title)).toEqual(['News', 'Our town'])
})

test('what is exported can be imported, and adds nothing', async () => {
  const before = await addresses()
  const { body } = await admin.get('/api/feeds/opml')
  const again = await admin.post('/api/feeds/opml', { opml: body.opml })
  expect(again.body).toEqual({ added: 0, known: before.length, refused: [] })
  expect(await addresses()).toEqual(before)
})

test('a thousand feeds are taken in at once, and what is exported of them can be imported', async () => {
  const title = 'A feed with a title of some length, as blogs like to have them in their headers'
  const outlines = Array.from(
    { length: 1000 },
    (_, i) => `<outline text="${title} ${i}" xmlUrl="https://many.example/${'a-long-path/'.repeat(8)}${i}"/>`,
  )
  const reply = await admin.post('/api/feeds/opml', { opml: opml(...outlines) })
  expect(reply.body).toEqual({ added: 1000, known: 0, refused: [] })
  const { body } = await admin.get('/api/feeds/opml')
  expect(body.opml.length).toBeGreaterThan(256 * 1024)
})

test('a file that is no OPML is refused at its field, and adds nothing', async () => {
  const before = (await addresses()).length
  for (const wrong of ['hello', '<html></html>', '', 'x'.repeat(1_000_001)]) {
    const reply = await admin.post('/api/feeds/opml', { opml: wrong })
    expect(reply.body).toMatchObject({ code: 'invalid_request', fields: [{ path: 'opml' }] })
  }
  expect((await addresses()).length).toBe(before)
})
