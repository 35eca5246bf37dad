import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RequestListener } from 'node:http'
import { discoverFeeds } from '../../../../../shared/domain/feeds/discover.ts'
import { createListeningTools, type ListeningTools } from '../../../../../shared/domain/listening/tools.ts'
import type { Connector } from '../../../../../shared/domain/sources/connector.ts'
import { readConfig } from '../../../../../shared/runtime/config.ts'
import { silentLog } from '../../../../../shared/runtime/log.ts'
import { openTestStore, type TestStore } from '../../../../support/store.ts'
import { serveLocally, type LocalHttp } from '../../../../support/local-http.ts'

let tools: ListeningTools
let store: TestStore
let site: LocalHttp | undefined
let asked: string[]

beforeAll(async () => {
  tools = createListeningTools({ config: readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }), log: silentLog })
  store = await openTestStore()
})
afterAll(async () => {
  await tools.close()
  await store.close()
})
afterEach(() => site?.close())

const rss = (title: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><item><guid>1</guid><title>Hi</title></item></channel></rss>`

/** A site of these pages; what is not there is 404. */
async function serve(pages: Record<string, string | RequestListener>): Promise<string> {
  asked = []
  site = await serveLocally((request, response) => {
    asked.push(request.url ?? '')
    const page = pages[request.url ?? '']
    if (page === undefined) return response.writeHead(404).end('nothing here')
    if (typeof page === 'function') return page(request, response)
    response
      .writeHead(200, { 'content-type': page.startsWith('<?xml') ? 'application/xml' : 'text/html' })
      .end(page)
  })
  return site.url
}

const discover = (address: string, spacingSeconds = 0.001, deadlineMs?: number) =>
  discoverFeeds({ ...tools, spacingSeconds }, store.db, address, deadlineMs)
const found = async (address: string) =>
  (await discover(address)).map(({ url, title }) => [url.replace(site!.url, ''), title])

test('a feed’s own address is the feed; one that has moved for good is taken where it is now', async () => {
  const url = await serve({
    '/rss': rss('Town'),
    '/old': (_, response) => response.writeHead(301, { location: '/rss' }).end(),
    '/today': (_, response) => response.writeHead(302, { location: '/rss' }).end(),
  })
  expect(await discover(`${url}/rss`)).toEqual([
    {
      source: 'rss',
      sourceName: tools.connectors.get('rss')!.name,
      streamed: false,
      config: { url: `${url}/rss` },
      title: 'Town',
      url: `${url}/rss`,
    },
  ])
  expect(asked).toEqual(['/rss'])
  expect(await found(`${url}/old`)).toEqual([['/rss', 'Town']])
  expect(await found(`${url}/today`)).toEqual([['/today', 'Town']])
})

test('the feeds that a page names are offered, without asking for them', async () => {
  const url = await serve({
    '/blog/': `<!doctype html><link rel="alternate" type="application/rss+xml" title="Posts" href="posts.xml">
      <link rel="alternate" type="application/atom+xml" href="/comments.xml">`,
  })
  expect(await found(`${url}/blog/`)).toEqual([
    ['/blog/posts.xml', 'Posts'],
    ['/comments.xml', `${url}/comments.xml`],
  ])
  expect(asked).toEqual(['/blog/'])
})

test('a page that names none: the usual addresses are tried in turn, and no redirect is followed', async () => {
  const url = await serve({
    '/': '<!doctype html><title>Town</title>',
    '/feed': (_, response) => response.writeHead(302, { location: '/feed.xml' }).end(),
    '/rss': '<!doctype html><title>No such page</title>',
    '/feed.xml': rss('Town'),
    '/comments/feed/': rss('Comments'),
  })
  expect(await found(`${url}/`)).toEqual([['/feed.xml', 'Town']])
  expect(asked).toEqual(['/', '/feed', '/rss', '/feed.xml'])
})

test('where there is no feed at all, that is said, after eight requests at most and one after the other', async () => {
  let open = 0
  let together = 0
  const slowly: RequestListener = (_, response) => {
    together = Math.max(together, (open += 1))
    setTimeout(() => {
      open -= 1
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Town</title>')
    }, 5)
  }
  const url = await serve(new Proxy({}, { get: () => slowly }))
  await expect(discover(`${url}/about`)).rejects.toMatchObject({ code: 'feed_is_html' })
  expect(asked.length).toBe(8)
  expect(together).toBe(1)
})

test('requests to a site keep their distance', async () => {
  const url = await serve({ '/': '<!doctype html><p>x', '/rss': rss('Town') })
  const startedAt = performance.now()
  await discover(`${url}/`, 0.15)
  expect(performance.now() - startedAt).toBeGreaterThan(290)
  expect(asked).toEqual(['/', '/feed', '/rss'])
})

test('a site that asks to be left alone is left alone', async () => {
  const url = await serve({
    '/': '<!doctype html><p>x',
    '/feed': (_, response) => response.writeHead(429, { 'retry-after': '60' }).end(),
    '/rss': rss('Town'),
  })
  await expect(discover(`${url}/`)).rejects.toMatchObject({ code: 'feed_is_html' })
  expect(asked).toEqual(['/', '/feed'])
  // Polls and other discoveries know that, too.
  await expect(discover(`${url}/rss`)).rejects.toMatchObject({ code: 'feed_blocked' })
  expect(asked).toEqual(['/', '/feed'])
})

test('a site that never ends answering is given up in time', async () => {
  const url = await serve({ '/': (_, response) => void response.writeHead(200).write('<') })
  await expect(discover(`${url}/`, 0.001, 200)).rejects.toMatchObject({ code: 'feed_timeout' })
})

test('private places are closed to it unless they are allowed, also behind a page that names them', async () => {
  const closed = createListeningTools({ config: readConfig({}), log: silentLog })
  try {
    for (const address of ['http://127.0.0.1/', 'http://169.254.169.254/latest/', 'http://[::1]:8080/'])
      await expect(discoverFeeds(closed, store.db, address)).rejects.toMatchObject({
        code: 'feed_address_refused',
      })
  } finally {
    await closed.close()
  }
})

test('an address that a source knows is that source’s; where only its look says so, the site is asked as well', async () => {
  const rssConnector = tools.connectors.get('rss')!
  const forum = {
    ...rssConnector,
    source: 'forum',
    name: 'Forum',
    title: () => 'The forum',
    recognise: ({ pathname, href, origin }: URL) =>
      pathname.startsWith('/t/')
        ? { url: `${origin}/all` }
        : pathname === '/sure'
          ? { url: href.replace('127.0.0.1', 'api.example') }
          : null,
  } as unknown as Connector
  const url = await serve({
    '/t/page':
      '<!doctype html><link rel="alternate" type="application/rss+xml" title="Posts" href="/posts.xml">',
    '/t/plain': '<!doctype html><p>x',
    '/t/feed': rss('Town'),
  })
  const connectors = new Map([...tools.connectors, ['forum', forum]])
  const sources = async (path: string) =>
    (await discoverFeeds({ ...tools, connectors, spacingSeconds: 0.001 }, store.db, url + path)).map(
      ({ source, title }) => [source, title],
    )
  expect(await sources('/sure')).toEqual([['forum', 'The forum']])
  expect(asked).toEqual([])
  expect(await sources('/t/page')).toEqual([
    ['forum', 'The forum'],
    ['rss', 'Posts'],
  ])
  expect(await sources('/t/feed')).toEqual([
    ['rss', 'Town'],
    ['forum', 'The forum'],
  ])
  expect(await sources('/t/plain')).toEqual([['forum', 'The forum']])
  expect(await sources('/t/gone')).toEqual([['forum', 'The forum']])
  expect(asked).toEqual(['/t/page', '/t/feed', '/t/plain', '/t/gone'])
})
