import { afterAll, beforeAll, expect, test } from 'vitest'
import { calibrate } from '../../../../shared/domain/corrections/calibrate.ts'
import { drawSamples } from '../../../../shared/domain/samples/draw.ts'
import { moves } from '../../../../shared/domain/triage/moves.ts'
import { addJudged } from '../../../support/judged.ts'
import { openLive } from '../../../support/live-client.ts'
import { addBrand, addFeed } from '../../../support/store.ts'
import { startTestWeb, type TestWeb } from '../../../support/web.ts'

let web: TestWeb
let agent: Awaited<ReturnType<TestWeb['signedIn']>>
let brandId: number
beforeAll(async () => {
  web = await startTestWeb()
  agent = await web.signedIn('agent')
  brandId = await addBrand(web.store, 'Acme')
  const feedId = await addFeed(web.store, 'https://example.org/feed')
  // Of 240, a third are negative; the scorer takes a half of those for neutral, and is too sure of itself.
  await addJudged(
    web.store,
    agent.person.id,
    Array.from({ length: 240 }, (_, index) => ({
      brandId,
      feedId,
      state: 'stream' as const,
      text: `Post ${index} ${index % 3 === 0 ? 'is a complaint' : ''}`,
      label: index % 6 === 0 ? ('negative' as const) : ('neutral' as const),
      score: index % 6 === 0 ? -0.05 : 0.1,
      pNegative: index % 6 === 0 ? 0.9 : 0.12,
      heardAt: new Date(Date.now() - 3_600_000),
    })),
  )
})
afterAll(() => web.close())

test('a label that is taken back is told, too: what is counted from labels is another', async () => {
  const { rows } = await web.pool.query('SELECT max(id) AS id FROM mention')
  await moves.correct(web.store, agent.person, rows[0].id, { label: 'positive' })
  const client = await openLive(web.url, { cookie: agent.cookie })
  expect((await agent.post(`/api/mentions/${rows[0].id}/undo`, {})).status).toBe(200)
  await client.hear('setup', ({ what }) => what === 'trust', 8_000)
  client.close()
})

test('a day of an agent: a sample is labelled with one key each, and percentages and figures follow', async () => {
  expect((await agent.get('/api/sample')).body).toMatchObject({ day: null, mentions: [] })
  await drawSamples(web.store, new AbortController().signal)
  const { body: sample } = await agent.get(`/api/sample?brandId=${brandId}`)
  expect(sample.mentions).toHaveLength(12)

  const client = await openLive(web.url, { cookie: agent.cookie })
  const { rows } = await web.pool.query('SELECT id FROM mention ORDER BY id')
  let queued = 0
  for (const [index, { id }] of rows.entries()) {
    const label = index % 3 === 0 ? 'negative' : 'neutral'
    const reply = await agent.post(
      `/api/mentions/${id}/correct`,
      { label },
      { 'idempotency-key': `key-of-${id}-once` },
    )
    expect(reply.status, reply.text).toBe(200)
    expect(reply.body.card.sentiment).toMatchObject({ label, corrected: { by: { id: agent.person.id } } })
    if (reply.body.card.state === 'queued') queued += 1
  }
  expect(queued).toBe(80)
  await client.hear('setup', ({ what }) => what === 'trust', 8_000)
  client.close()

  const labelled = (await agent.get('/api/sample')).body
  expect(labelled).toMatchObject({ drawn: 12, reviewed: 12, recall: null })
  expect(labelled.mentions.filter((card: { state: string }) => card.state === 'queued')).toHaveLength(
    labelled.missed,
  )
  expect((await agent.get('/api/agreement')).body.all).toEqual({ labelled: 240, agreed: 200 })
  expect((await agent.get('/api/calibration')).body).toEqual({
    calibration: null,
    corrections: 240,
    needed: 200,
  })
  await calibrate(web.store)
  const { calibration } = (await agent.get('/api/calibration')).body
  expect(calibration).toMatchObject({ corrections: 240 })
  expect(calibration.errorAfter).toBeLessThan(calibration.errorBefore)
  const picture = (await agent.get(`/api/brands/${brandId}/threshold`)).body
  expect(picture).toMatchObject({ mentions: 240, corrections: 240, sampled: 12, fromPublic: 0 })
  expect(picture.points[19]).toMatchObject({ threshold: -0.05, precision: 1, recall: 0.5 })
})

test('says what is wrong with a label, and of which brand there is no picture', async () => {
  const { rows } = await web.pool.query('SELECT min(id) AS id FROM mention')
  const path = `/api/mentions/${rows[0].id}/correct`
  for (const body of [{}, { label: 'angry' }, { label: 'negative', more: 1 }])
    expect((await agent.post(path, body)).body).toMatchObject({ code: 'invalid_request' })
  expect((await agent.post(path, { label: null })).status).toBe(200)
  expect((await agent.post(path, { label: null })).body).toMatchObject({ code: 'wrong_state' })
  expect((await agent.get('/api/brands/999999/threshold')).body).toMatchObject({ code: 'not_found' })
  expect((await agent.get('/api/agreement?brandId=no')).body).toMatchObject({ code: 'invalid_request' })
})
