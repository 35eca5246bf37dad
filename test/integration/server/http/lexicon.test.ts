import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBrand, addFeed, addMentions } from '../../../support/store.ts'
import { startTestWeb, type TestWeb } from '../../../support/web.ts'

let web: TestWeb
let brandId: number
let feedId: number
beforeEach(async () => {
  web = await startTestWeb()
  brandId = await addBrand(web.store, 'Acme')
  feedId = await addFeed(web.store, 'https://example.org/feed')
})
afterEach(() => web.close())

test('whoever triages proposes a word and sees what it would change; an admin decides, and progress is told', async () => {
  await addMentions(web.store, [
    { brandId, feedId, text: 'This lamp is zonky', state: 'stream', label: 'neutral' },
    { brandId, feedId, text: 'A new airbrush' },
  ])
  const agent = await web.signedIn('agent')
  const admin = await web.signedIn('admin')
  const entry = { phrase: 'zonky', weight: 5 }
  const preview = await agent.post('/api/lexicon/preview', { brandId, entry })
  expect(preview.body).toMatchObject({
    lookedAt: 2,
    found: 1,
    relabelled: 1,
    wouldQueue: 1,
    examples: [{ text: 'This lamp is zonky', after: { label: 'negative' }, queued: true }],
  })

  const proposed = await agent.post('/api/lexicon', { brandId, ...entry })
  expect(proposed.body).toMatchObject({ state: 'proposed', proposedBy: { id: agent.person.id } })
  const { id } = proposed.body
  for (const reply of [
    await agent.post('/api/lexicon', { brandId, phrase: 'lamp', weight: 1, active: true }),
    await agent.patch(`/api/lexicon/${id}`, { state: 'active' }),
    await agent.delete(`/api/lexicon/${id}`),
  ])
    expect(reply.body.code).toBe('forbidden')
  expect((await agent.get('/api/rescorings')).body.rescorings).toEqual([])

  expect((await admin.patch(`/api/lexicon/${id}`, { state: 'active' })).body.state).toBe('active')
  expect((await agent.get('/api/lexicon')).body.entries).toMatchObject([{ id, ...entry, state: 'active' }])
  expect((await agent.get('/api/rescorings')).body.rescorings).toMatchObject([
    { brandId, finishedAt: null, total: 2, seen: 0 },
  ])
  expect((await admin.delete(`/api/lexicon/${id}`)).status).toBe(204)
  expect((await admin.delete(`/api/lexicon/${id}`)).body.code).toBe('not_found')
})

test('a phrase that is pasted with a line break is that of one line, and taken once', async () => {
  const admin = await web.signedIn('admin')
  const entry = { phrase: 'zorp\nzarp', weight: 5 }
  const added = await admin.post('/api/lexicon', { brandId, ...entry, active: true })
  expect(added.body).toMatchObject({ phrase: 'zorp zarp', weight: 5 })
  const { id } = added.body
  expect((await admin.post('/api/lexicon', { brandId, phrase: 'zorp  zarp', weight: 1 })).body.code).toBe(
    'name_taken',
  )
  expect((await admin.patch(`/api/lexicon/${id}`, { phrase: 'zirp\r\n\tzarp' })).body.phrase).toBe(
    'zirp zarp',
  )
  await addMentions(web.store, [
    { brandId, feedId, title: 'A fine zorp', text: 'zarp lamp', label: 'positive' },
  ])
  const preview = await admin.post('/api/lexicon/preview', { brandId, entry })
  expect(preview.body).toMatchObject({ lookedAt: 1, found: 0 })
})

test('a number that is finer than anybody means it is read as the nearest hundredth', async () => {
  const admin = await web.signedIn('admin')
  const weights = [
    [1e-320, 0],
    [-1e-50, 0],
    [1e-46, 0],
    [0.004, 0],
    [-0.128, -0.13],
    [-5, -5],
    [5, 5],
  ] as const
  for (const [index, [given, kept]] of weights.entries()) {
    const phrase = `zorp number ${index}`
    const added = await admin.post('/api/lexicon', { brandId, phrase, weight: given, active: true })
    expect([given, added.status, added.body.weight]).toEqual([given, 200, kept])
    const changed = await admin.patch(`/api/lexicon/${added.body.id}`, { weight: given })
    expect([changed.status, changed.body.weight]).toEqual([200, kept])
    const entry = { phrase, weight: given }
    expect((await admin.post('/api/lexicon/preview', { brandId, entry })).status).toBe(200)
  }
  expect((await admin.post('/api/lexicon', { brandId, phrase: 'zarp', weight: 5.001 })).status).toBe(400)

  const queries = [{ text: 'acme' }]
  for (const [given, kept] of [
    [-1e-50, 0],
    [1e-46, 0],
    [5e-324, 0],
    [-0.05, -0.05],
    [-0.333, -0.33],
    [-1, -1],
  ] as const) {
    const changed = await admin.patch(`/api/brands/${brandId}`, { queries, queueThreshold: given })
    expect([given, changed.status, changed.body.queueThreshold]).toEqual([given, 200, kept])
    const preview = await admin.post('/api/brands/preview', { queries, queueThreshold: given })
    expect([given, preview.status]).toEqual([given, 200])
  }
  const made = await admin.post('/api/brands', { name: 'Zorp', queries, queueThreshold: 1e-46 })
  expect([made.status, made.body.queueThreshold]).toEqual([200, 0])
  expect((await admin.patch(`/api/brands/${brandId}`, { queueThreshold: -1.0001 })).status).toBe(400)
})

test('a mention that nobody has corrected has no offer', async () => {
  const [id] = await addMentions(web.store, [{ brandId, feedId }])
  const agent = await web.signedIn('agent')
  expect((await agent.get(`/api/mentions/${id}/lexicon-offer`)).body).toEqual({ offer: null })
  expect((await agent.get('/api/mentions/999999/lexicon-offer')).body.code).toBe('not_found')
})

test('a label is previewed, added, renamed and removed by an admin, and seen by all', async () => {
  await addMentions(web.store, [
    { brandId, feedId, text: 'Where is my refund?' },
    { brandId, feedId, text: 'A new airbrush' },
  ])
  const agent = await web.signedIn('agent')
  const admin = await web.signedIn('admin')
  const rule = 'refund*'
  expect((await agent.post('/api/labels', { brandId, name: 'Refunds', rule })).body.code).toBe('forbidden')
  expect((await admin.post('/api/labels/preview', { brandId, rule })).body).toMatchObject({
    lookedAt: 2,
    matched: 1,
    examples: [{ text: 'Where is my refund?' }],
  })
  const { id } = (await admin.post('/api/labels', { brandId, name: 'Refunds', rule })).body
  expect((await admin.patch(`/api/labels/${id}`, { name: 'Money back' })).body.name).toBe('Money back')
  expect((await agent.get('/api/labels')).body.labels).toMatchObject([{ id, name: 'Money back', rule }])
  expect((await admin.patch(`/api/labels/${id}`, { rule: 'refund AND (' })).body).toMatchObject({
    code: 'invalid_query',
    fields: [{ path: 'rule', start: 11, end: 12 }],
  })
  expect((await admin.delete(`/api/labels/${id}`)).status).toBe(204)
  expect((await agent.get('/api/labels')).body.labels).toEqual([])
})
