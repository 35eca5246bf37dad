import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBrand, addFeed, addMentions } from '../../../support/store.ts'
import { startTestWeb, type TestWeb } from '../../../support/web.ts'

let web: TestWeb
let brandId: number
beforeEach(async () => {
  web = await startTestWeb()
  brandId = await addBrand(web.store, 'Acme')
})
afterEach(() => web.close())

test('whoever triages proposes an exclusion and sees what it would hide; an admin decides', async () => {
  const feedId = await addFeed(web.store, 'https://example.org/feed')
  await addMentions(web.store, [
    { brandId, feedId, text: 'A new airbrush' },
    { brandId, feedId },
  ])
  const agent = await web.signedIn('agent')
  const admin = await web.signedIn('admin')
  const preview = await agent.post('/api/exclusions/preview', { brandId, text: 'airbrush' })
  expect(preview.body).toMatchObject({
    lookedAt: 2,
    hidden: 1,
    queued: 1,
    examples: [{ text: 'A new airbrush' }],
  })

  const proposed = await agent.post('/api/exclusions', { brandId, text: 'airbrush' })
  expect(proposed.body).toMatchObject({ state: 'proposed', proposedBy: { id: agent.person.id }, hidden: 0 })
  const { id } = proposed.body
  for (const reply of [
    await agent.post('/api/exclusions', { brandId, text: 'lamp', active: true }),
    await agent.send('PATCH', `/api/exclusions/${id}`, { state: 'active' }),
  ])
    expect(reply.body.code).toBe('forbidden')

  expect((await admin.send('PATCH', `/api/exclusions/${id}`, { state: 'active' })).body.state).toBe('active')
  expect((await agent.get('/api/exclusions')).body.exclusions).toMatchObject([{ id, state: 'active' }])
  expect(
    (await admin.send('PATCH', `/api/exclusions/${id}`, { state: 'ended', bringBack: true })).body,
  ).toMatchObject({
    state: 'ended',
  })
  expect((await agent.post('/api/exclusions', { brandId, text: 'a AND (' })).body).toMatchObject({
    code: 'invalid_query',
    fields: [{ path: 'text' }],
  })
})

test('handles of our own are seen by all and changed by admins', async () => {
  const agent = await web.signedIn('agent')
  const admin = await web.signedIn('admin')
  const handle = { handle: '@Acme_Help', kind: 'staff', name: 'Help desk' }
  expect((await agent.post('/api/known-handles', handle)).body.code).toBe('forbidden')
  const { id } = (await admin.post('/api/known-handles', handle)).body
  expect((await agent.get('/api/known-handles')).body.handles).toEqual([
    { id, source: null, handle: 'acme_help', kind: 'staff', name: 'Help desk' },
  ])
  expect((await agent.send('DELETE', `/api/known-handles/${id}`)).body.code).toBe('forbidden')
  expect((await admin.send('DELETE', `/api/known-handles/${id}`)).status).toBe(204)
  expect((await agent.get('/api/known-handles')).body.handles).toEqual([])
})
