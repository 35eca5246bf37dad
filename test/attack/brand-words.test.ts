import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HttpClient } from '../support/http-client.ts'
import { addPastMentions } from '../support/past-mentions.ts'
import { addBrand, addFeed, addMentions } from '../support/store.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

let web: TestWeb
let admin: HttpClient
let brandId: number
let feedId: number
beforeAll(async () => {
  web = await startTestWeb()
  admin = await web.signedIn('admin')
  brandId = await addBrand(web.store, 'Acme')
  feedId = await addFeed(web.store, 'https://example.org/feed')
  await addMentions(web.store, [
    { brandId, feedId, text: 'Acme (again)+ took $10.00 [sic] from me^2, a.b*c' },
    { brandId, feedId, text: `${'zonky '.repeat(20_000)}` },
    { brandId, feedId, text: 'Z̸̡̢̛͓̲̻̦̲͛̈́͊̐̓ŏ̵̢̰̜̥̦̂̿n̶̛͎̈́k̷̗̈́ÿ̸̧́ \u202Eelbirroh\u202C 👩‍👩‍👧‍👦👩‍👩‍👧‍👦' },
  ])
})
afterAll(() => web.close())

const zalgo = 'z̸̡̢̛͓̲̻̦̲͛̈́͊̐̓ò̴'
const strange = [
  'a'.repeat(80),
  zalgo,
  'a\u0000b',
  '\u0000',
  '\uD800',
  '\u200B\u200D',
  '\u202Eelbirroh',
  '👩‍👩‍👧‍👦',
  '(a+)+$',
  '[',
  '\\',
  'a|b',
  '.*',
  '^$',
  '%_',
  "'; DROP TABLE mention; --",
  '${7*7}',
  '__proto__',
  'constructor',
  '=',
  '==Acme',
  '= ',
  '#',
  '@',
  'https://example.org/a?b=c',
  '1,000.00',
  '¿qué?',
  'نص',
  '漢字',
]

test.each(strange)('the phrase %j is taken as it is, or refused by its field', async (phrase) => {
  const entry = { phrase, weight: 1 }
  const preview = await admin.post('/api/lexicon/preview', { brandId, entry })
  const added = await admin.post('/api/lexicon', { brandId, ...entry, active: true })
  for (const reply of [preview, added]) {
    expect([200, 400], reply.text).toContain(reply.status)
    if (reply.status === 400 && !reply.body.detail.includes('NUL'))
      expect(reply.body.fields, reply.text).toMatchObject([{ path: expect.stringMatching(/phrase$/) }])
  }
  if (added.status === 400) return
  expect(added.body.phrase).toBe(phrase.trim().toWellFormed())
  expect((await admin.delete(`/api/lexicon/${added.body.id}`)).status).toBe(204)
})

test('a phrase with signs that mean something elsewhere is only its words', async () => {
  const found = async (phrase: string) =>
    (await admin.post('/api/lexicon/preview', { brandId, entry: { phrase, weight: 1 } })).body.found
  expect(await found('(again)+')).toBe(1)
  expect(await found('a.b*c')).toBe(1)
  expect(await found('z.nky')).toBe(0)
  expect(await found('.*')).toBe(undefined)
})

test('fields that are too long, or no numbers, are refused by name', async () => {
  const long = 'x'.repeat(100_000)
  for (const [path, body] of [
    ['phrase', { brandId, phrase: long, weight: 1 }],
    ['weight', { brandId, phrase: 'a', weight: 5.1 }],
    ['weight', { brandId, phrase: 'a', weight: null }],
    ['phrase', { brandId, phrase: '   ', weight: 1 }],
  ] as const) {
    const reply = await admin.post('/api/lexicon', body)
    expect(reply.body).toMatchObject({ code: 'invalid_request', fields: [{ path }] })
  }
  for (const [path, body] of [
    ['name', { brandId, name: 'x'.repeat(41), rule: 'a' }],
    ['name', { brandId, name: ' ', rule: 'a' }],
    ['rule', { brandId, name: 'a', rule: long }],
  ] as const) {
    const reply = await admin.post('/api/labels', body)
    expect(reply.body).toMatchObject({ code: 'invalid_request', fields: [{ path }] })
  }
  for (const rule of ['-refund', '(', 'NOT a', '"', `${'('.repeat(1000)}a`, '\u0000']) {
    const reply = await admin.post('/api/labels', { brandId, name: `Rule ${rule.length}`, rule })
    expect(reply.status, rule).toBe(400)
  }
  for (const name of ['a\u0000b', zalgo, '<script>alert(1)</script>', '\u202Eevil']) {
    const reply = await admin.post('/api/labels', { brandId, name, rule: 'refund' })
    expect([200, 400], reply.text).toContain(reply.status)
  }
})

test('previews of words and labels in great number keep nobody waiting', async () => {
  const many = await addBrand(web.store, 'Many')
  await addPastMentions(web.store, {
    brandId: many,
    feedId,
    count: 600,
    text: `Many lost my zonky parcel #. ${'Nobody there picks up the phone. '.repeat(20)}`,
  })
  const agent = await web.signedIn('agent')
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const previews = Array.from({ length: 60 }, (_, n) =>
    n % 2 === 0
      ? agent.post('/api/lexicon/preview', { brandId: many, entry: { phrase: 'phone', weight: -2 } })
      : admin.post('/api/labels/preview', { brandId: many, rule: 'zonky parcel' }),
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
  const replies = await Promise.all(previews)
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 429]))
  // Bounds for a machine that others share; unprotected, the wait grows with the number of previews.
  expect(slowest).toBeLessThan(5000)
  expect(delay.percentile(99) / 1e6).toBeLessThan(500)
}, 60_000)
