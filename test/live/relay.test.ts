import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordChanges } from '../../shared/database/changes.ts'
import { eventually } from '../support/eventually.ts'
import type { LiveClient } from '../support/live-client.ts'
import { liveAs, seedMentions } from '../support/live-web.ts'
import { addMentions } from '../support/store.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

let web: TestWeb
beforeAll(async () => {
  web = await startTestWeb()
})
afterAll(() => web.close())

/** Notes a change of these mentions, as ingest does. */
async function change(brandId: number, ids: readonly number[]): Promise<void> {
  await web.store.db.transaction().execute((tx) => recordChanges(tx, new Map([[brandId, ids]])))
  web.store.poke({ about: 'change' })
}

const changesOf = (live: LiveClient, brandId: number) =>
  live.all('change').filter((event) => event.brandId === brandId)

describe('a connection', () => {
  test('begins with where the logs stand, and is told again every few seconds', async () => {
    const { brandId, ids } = await seedMentions(web, 1, 'Begin')
    await change(brandId, ids)
    const live = await liveAs(web, 'agent')
    await eventually(() => live.heard.length > 0)
    expect(live.heard[0]!.name).toBe('hello')
    const hello = await live.hear('hello')
    // The relay may not have read this entry when `hello` was said; then it follows.
    if (hello.revisions[brandId] !== 1) await live.hear('change', (event) => event.brandId === brandId)
    const later = await live.hear('revisions', undefined, 7_000)
    expect(later.revisions[brandId]).toBe(1)
  })
})

describe('a move', () => {
  test('reaches every socket as the card after it, with the next revision', async () => {
    const { brandId, ids } = await seedMentions(web, 1, 'Move')
    const [agent, manager] = await Promise.all([liveAs(web, 'agent'), liveAs(web, 'manager')])
    const ben = await web.signedIn('agent')
    const reply = await ben.post(`/api/mentions/${ids[0]}/claim`)
    expect(reply.status, reply.text).toBe(200)
    for (const live of [agent, manager]) {
      const event = await live.hear('change', (one) => one.brandId === brandId, 2_000)
      expect(event).toEqual({ brandId, revision: 1, truncated: false, mentions: [reply.body.card] })
      expect(event.mentions[0]!.owner).toEqual({ id: ben.person.id, name: ben.person.name })
    }
  })

  test('of many at once arrives in order, without a hole and without a repeat', async () => {
    const { brandId, ids } = await seedMentions(web, 60, 'Order')
    const live = await liveAs(web, 'agent')
    const people = await Promise.all([web.signedIn('agent'), web.signedIn('agent'), web.signedIn('agent')])
    await Promise.all(
      people.map(async (person, index) => {
        for (const id of ids.filter((_, place) => place % people.length === index))
          expect((await person.post(`/api/mentions/${id}/claim`)).status).toBe(200)
      }),
    )
    await live.hear('change', (event) => event.brandId === brandId && event.revision === 60)
    const revisions = changesOf(live, brandId).map((event) => event.revision)
    expect(revisions).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
  })
})

describe('a brand that is added while sockets are connected', () => {
  test('is heard from its first change on', async () => {
    const live = await liveAs(web, 'agent')
    const { brandId, ids } = await seedMentions(web, 2, 'Later')
    await change(brandId, ids)
    const event = await live.hear('change', (one) => one.brandId === brandId)
    expect(event).toMatchObject({ revision: 1, truncated: false })
    expect(event.mentions.map((card) => card.id)).toEqual(ids)
  })
})

describe('a flood', () => {
  test('of one batch becomes an entry without cards', async () => {
    const { brandId, ids } = await seedMentions(web, 51, 'Batch')
    const live = await liveAs(web, 'agent')
    await change(brandId, ids)
    const event = await live.hear('change', (one) => one.brandId === brandId)
    expect(event).toEqual({ brandId, revision: 1, truncated: true, mentions: [] })
  })

  test('of many batches is at most one summary a second, and the last says where the log stands', async () => {
    const { brandId, ids } = await seedMentions(web, 60, 'Flood')
    const live = await liveAs(web, 'agent')
    const start = Date.now()
    let entries = 0
    while (Date.now() - start < 3_000) {
      await change(brandId, ids)
      entries += 1
      await sleep(20)
    }
    await live.hear('change', (one) => one.brandId === brandId && one.revision === entries, 3_000)
    const seconds = (Date.now() - start) / 1000
    const heard = changesOf(live, brandId)
    expect(entries).toBeGreaterThan(20)
    expect(heard.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1)
    expect(heard.every((event) => event.truncated)).toBe(true)
    expect(heard.map((event) => event.revision)).toEqual(
      heard.map((event) => event.revision).toSorted((a, b) => a - b),
    )
  })

  test('of one brand does not hold up another', async () => {
    const loud = await seedMentions(web, 60, 'Loud')
    const quiet = await seedMentions(web, 5, 'Quiet')
    const live = await liveAs(web, 'agent')
    for (let round = 0; round < 5; round += 1) await change(loud.brandId, loud.ids)
    const at = Date.now()
    await change(quiet.brandId, [quiet.ids[0]!])
    await live.hear('change', (one) => one.brandId === quiet.brandId)
    expect(Date.now() - at).toBeLessThan(1_000)
  })

  test('that ends leaves small changes as they are', async () => {
    const { brandId, feedId, ids } = await seedMentions(web, 60, 'Calm')
    const live = await liveAs(web, 'agent')
    await change(brandId, ids)
    await live.hear('change', (one) => one.brandId === brandId && one.revision === 1)
    const [one] = await addMentions(web.store, [{ brandId, feedId }])
    await change(brandId, [one!])
    const event = await live.hear('change', (next) => next.brandId === brandId && next.revision === 2)
    expect(event.mentions.map((card) => card.id)).toEqual([one])
  })
})

describe('a log that was pruned beneath the relay', () => {
  test('is a gap that makes clients refetch', async () => {
    const { brandId, ids } = await seedMentions(web, 3, 'Pruned')
    const live = await liveAs(web, 'agent')
    await web.store.db.transaction().execute(async (tx) => {
      for (let round = 0; round < 3; round += 1) await recordChanges(tx, new Map([[brandId, ids]]))
      await tx.deleteFrom('change').where('brand_id', '=', brandId).where('revision', '<', 3).execute()
    })
    web.store.poke({ about: 'change' })
    const event = await live.hear('change', (one) => one.brandId === brandId)
    expect(event).toEqual({ brandId, revision: 3, truncated: true, mentions: [] })
  })
})

describe('the end of the server', () => {
  test('is said, and leaves clients free to come back', async () => {
    const other = await startTestWeb({ databaseUrl: web.databaseUrl })
    const live = await liveAs(other, 'agent')
    await other.close()
    expect(await live.hear('farewell')).toEqual({ reason: 'shutting_down' })
    // `io server disconnect` would keep the client from trying again.
    expect(await eventually(() => live.ended())).toMatch(/^transport/)
  })
})

describe('setup', () => {
  test('that changes is told to those who may see it', async () => {
    const [agent, admin] = await Promise.all([liveAs(web, 'agent'), liveAs(web, 'admin')])
    const client = await web.signedIn('admin')
    const added = await client.post('/api/brands', { name: 'Setup', queries: [{ text: 'setup' }] })
    expect(added.status, added.text).toBe(200)
    for (const live of [agent, admin]) await live.hear('setup', (event) => event.what === 'brands')
    const changed = await client.patch(`/api/brands/${added.body.id}`, { queueThreshold: -0.5 })
    expect(changed.status).toBe(200)
    await eventually(() => admin.all('setup').filter((event) => event.what === 'brands').length === 2)
  })
})
