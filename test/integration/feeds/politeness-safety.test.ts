import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createListeningTools } from '../../../shared/domain/listening/tools.ts'
import { reachableOrigin, userAgent } from '../../../shared/domain/listening/identity.ts'
import { pollFeed } from '../../../shared/domain/feeds/poll.ts'
import { createSafeHttp } from '../../../shared/domain/sources/http.ts'
import { readConfig } from '../../../shared/runtime/config.ts'
import { silentLog } from '../../../shared/runtime/log.ts'
import { openPoliteFeeds, rssOf, say, type PoliteFeeds } from '../../support/polite-feeds.ts'

/*
 * 16 time-outs, 17 size, 18 encodings, 19 headers, 20 redirects, 21 addresses, 22 IDN, 23 sniffing and 24 interstitials, as
 * a feed shows them; the client below them is tested in ../sources/http.test.ts. The list is in politeness.test.ts.
 */

let feeds: PoliteFeeds
let id: number
beforeEach(async () => {
  feeds = await openPoliteFeeds()
  id = await feeds.add('/feed')
})
afterEach(() => feeds.close())

type Answer = Parameters<PoliteFeeds['answer']>[0]

/** Whatever comes after a good answer: the cause is clear, what was heard stays, and the next good answer is heard. */
const troubles: [string, string, string, Answer][] = [
  ['16 never answers', 'feed_timeout', 'longer than 3 seconds', () => undefined],
  [
    '16 drips for ever',
    'feed_timeout',
    'longer than 3 seconds',
    (_request, response) => {
      const drip = setInterval(() => response.write('<'), 50)
      response.on('close', () => clearInterval(drip))
    },
  ],
  [
    '17 never ends',
    'feed_too_large',
    '15 MB',
    (_request, response) => {
      const piece = Buffer.alloc(1_000_000, 'x')
      const more = () => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    },
  ],
  [
    '17 sends a gzip bomb',
    'feed_too_large',
    '15 MB',
    say(gzipSync(Buffer.alloc(200_000_000)) as never, { 'content-encoding': 'gzip' }),
  ],
  [
    '17 sends a brotli bomb',
    'feed_too_large',
    '15 MB',
    say(brotliCompressSync(Buffer.alloc(50_000_000)) as never, { 'content-encoding': 'br' }),
  ],
  [
    '17 packs twice',
    'feed_unparsable',
    'more than once',
    say(brotliCompressSync(gzipSync('x')) as never, { 'content-encoding': 'gzip, br' }),
  ],
  [
    '20 goes round in a circle',
    'feed_redirects',
    'circle',
    (request, response) =>
      response.writeHead(302, { location: request.url === '/feed' ? '/b' : '/feed' }).end(),
  ],
  [
    '20 sends on and on',
    'feed_redirects',
    'more than 5 times',
    (request, response) => response.writeHead(302, { location: `${request.url}x` }).end(),
  ],
  [
    '24 tests for humans',
    'feed_forbidden',
    'Cloudflare check for humans',
    say('<html>', { 'cf-mitigated': 'challenge' }, 403),
  ],
  [
    '24 tests for humans with a smile',
    'feed_forbidden',
    'Cloudflare check for humans',
    say('<!doctype html><html><head><title>Just a moment...</title>'),
  ],
  [
    '23 shows a page',
    'feed_is_html',
    'web page',
    say('<html><body>Hi', { 'content-type': 'application/rss+xml' }),
  ],
]
test.each(troubles)('a site that %s', async (_, code, words, trouble) => {
  await feeds.poll(id)
  feeds.answer(trouble)
  await feeds.poll(id)
  const failing = await feeds.feed(id)
  expect(failing).toMatchObject({ health: 'failing', items: 1, lastProblem: { code } })
  expect(failing.lastProblem!.detail).toContain(words)
  feeds.answer(say(rssOf(['2', '1'])))
  await feeds.poll(id)
  expect(await feeds.feed(id)).toMatchObject({ health: 'working', items: 2, lastProblem: null })
})

test('18 and 19 what is sent is what a feed reader sends, and nothing else', async () => {
  feeds.answer(say(rssOf(['1']), { 'set-cookie': 'id=1' }))
  await feeds.poll(id)
  feeds.answer(say(gzipSync(rssOf(['2'])) as never, { 'content-encoding': 'gzip' }))
  await feeds.poll(id)
  expect((await feeds.feed(id)).items).toBe(2)
  for (const { headers, path } of feeds.asked) {
    expect(path).toBe('/feed')
    expect(Object.keys(headers).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ])
    expect(headers['accept-encoding']).toBe('gzip, deflate, br')
    expect(headers.accept).toMatch(/^application\/rss\+xml, .*\*\/\*;q=0\.1$/)
  }
})

describe('19 who asks', () => {
  const config = (origin?: string, allow = '0') =>
    readConfig({ EARSHOT_ORIGIN: origin, EARSHOT_ALLOW_PRIVATE_FEEDS: allow })

  test.each([
    ['https://earshot.acme.com', 'Earshot/0.1 (feed reader; +https://earshot.acme.com)'],
    [undefined, 'Earshot/0.1 (feed reader)'],
    ['http://localhost:4000', 'Earshot/0.1 (feed reader)'],
    ['http://earshot.internal', 'Earshot/0.1 (feed reader)'],
    ['http://intranet', 'Earshot/0.1 (feed reader)'],
    ['http://10.0.0.1:4000', 'Earshot/0.1 (feed reader)'],
  ])('at %s says %s', (origin, agent) => {
    expect(userAgent(config(origin))).toBe(agent)
    expect(reachableOrigin(config(origin)) !== null).toBe(agent.includes('+'))
  })

  test('neighbours are told a private address where private ones are asked', () => {
    expect(reachableOrigin(config('http://10.0.0.1:4000', '1'))).toBe('http://10.0.0.1:4000')
    expect(reachableOrigin(config('http://169.254.169.254', '1'))).toBeNull()
  })

  test('what is sent says so', async () => {
    const tools = createListeningTools({
      config: { ...config('https://earshot.acme.com', '1') },
      log: silentLog,
    })
    await tools.http.get(feeds.at('/feed', '127.0.0.1'))
    await tools.close()
    expect(feeds.asked.at(-1)!.headers['user-agent']).toBe(
      'Earshot/0.1 (feed reader; +https://earshot.acme.com)',
    )
  })
})

test('21 a feed on a private address, or sent on to one, is refused before anything is sent', async () => {
  const inside = await feeds.add('/feed', { name: '127.0.0.1' })
  const http = createSafeHttp({
    allowPrivate: false,
    userAgent: 'Earshot/test',
    ports: [Number(new URL(feeds.at('/')).port)],
  })
  await pollFeed({ ...feeds.tools, http }, feeds.store, inside, new AbortController().signal)
  await http.close()
  expect((await feeds.feed(inside)).lastProblem).toMatchObject({ code: 'feed_address_refused' })
  expect(feeds.asked).toEqual([])
})

test('22 names in other scripts are asked by their ASCII form', async () => {
  const foreign = await feeds.add('/feed', { name: 'bücher.example' })
  await feeds.poll(foreign)
  expect(feeds.asked.at(-1)!.host).toMatch(/^xn--bcher-kva\.example:/)
  expect(await feeds.feed(foreign)).toMatchObject({ host: 'xn--bcher-kva.example', health: 'working' })
  await expect(feeds.add('/feed', { name: 'BÜCHER.example' })).rejects.toMatchObject({ code: 'feed_exists' })
})

test.each([
  ['text/html', rssOf(['1'])],
  [
    'image/png',
    JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: 'x', items: [{ id: '1' }] }),
  ],
  ['', `<!-- ${'x'.repeat(2000)} -->\n${rssOf(['1'])}`],
])('23 a feed is known by what it is, not by its type %s', async (type, body) => {
  feeds.answer(say(body, type === '' ? {} : { 'content-type': type }))
  await feeds.poll(id)
  expect(await feeds.feed(id)).toMatchObject({ health: 'working', items: 1 })
})
