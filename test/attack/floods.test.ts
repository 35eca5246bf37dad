import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveLocally, type LocalHttp } from '../support/local-http.ts'
import { addBrand, addFeed, addMentions } from '../support/store.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

let web: TestWeb
let sites: LocalHttp[]
let open = 0
let most = 0
beforeEach(async () => {
  web = await startTestWeb()
  open = most = 0
  sites = await Promise.all(
    Array.from({ length: 60 }, () =>
      serveLocally((_request, response) => {
        most = Math.max(most, (open += 1))
        response.once('close', () => (open -= 1))
        setTimeout(() => response.writeHead(403).end(), 300)
      }),
    ),
  )
})
afterEach(async () => {
  await Promise.all(sites.map((site) => site.close()))
  await web.close()
})

test('an Earshot that nobody has set up asks the web a few things at a time, and then says to wait', async () => {
  const client = web.nobody()
  const replies = await Promise.all(
    sites.map(({ url }, n) => client.post(`/api/first-run/${n % 2 ? 'discover' : 'test-feed'}`, { url })),
  )
  const refused = replies.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(15)
  expect(refused[0]).toMatchObject({ headers: { 'retry-after': '10' }, body: { code: 'too_many_attempts' } })
  expect(most).toBeLessThanOrEqual(6)
  await web.person('admin')
  const late = await client.post('/api/first-run/test-feed', { url: sites[0]!.url })
  expect(late.body.code).toBe('already_set_up')
})

test('previews in great number keep nobody waiting', async () => {
  const brandId = await addBrand(web.store, 'Acme')
  const feedId = await addFeed(web.store, 'https://example.org/feed')
  const text = 'Acme lost my parcel, and nobody there picks up the phone. '.repeat(40)
  for (let page = 0; page < 4; page += 1)
    await addMentions(
      web.store,
      Array.from({ length: 500 }, () => ({ brandId, feedId, text })),
    )
  const agent = await web.signedIn('agent')
  const query = Array.from({ length: 30 }, (_, n) => `(parcel near/9 phone${n}) OR "lost my ${n}"`).join(
    ' OR ',
  )
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const previews = Array.from({ length: 60 }, () =>
    agent.post('/api/exclusions/preview', { brandId, text: query }),
  )
  let slowest = 0
  let done = false
  void Promise.all(previews).then(() => (done = true))
  while (!done) {
    const at = performance.now()
    expect((await agent.get('/api/session')).status).toBe(200)
    slowest = Math.max(slowest, performance.now() - at)
    await sleep(50)
  }
  delay.disable()
  const statuses = (await Promise.all(previews)).map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([200, 429]))
  // Bounds for a machine that others share; unprotected, the wait grows with the number of previews.
  expect(slowest).toBeLessThan(5000)
  expect(delay.percentile(99) / 1e6).toBeLessThan(500)
}, 60_000)
