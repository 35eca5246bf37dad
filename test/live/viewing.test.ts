import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordChanges } from '../../shared/database/changes.ts'
import type { LiveClient } from '../support/live-client.ts'
import { liveAs, seedMentions } from '../support/live-web.ts'
import { eventually } from '../support/eventually.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

let here: TestWeb
let there: TestWeb
beforeAll(async () => {
  here = await startTestWeb()
  there = await startTestWeb({ databaseUrl: here.databaseUrl })
})
afterAll(async () => {
  await there.close()
  await here.close()
})

let mentionId: number
let otherId: number
let brands = 0
beforeEach(async () => {
  const { brandId, ids } = await seedMentions(here, 2, `Brand ${(brands += 1)}`)
  await here.store.db.transaction().execute((tx) => recordChanges(tx, new Map([[brandId, ids]])))
  here.store.poke({ about: 'change' })
  ;[mentionId, otherId] = ids as [number, number]
})

/** Who, as this socket was last told, looks at the mention. */
const lookingAt = (live: LiveClient, id = mentionId) =>
  live
    .all('viewers')
    .findLast((event) => event.mentionId === id)
    ?.people.map((person) => person.name + (person.replying ? ' (replying)' : ''))
    .toSorted()

const sees = (live: LiveClient, names: string[], id = mentionId, ms = 3_000) =>
  eventually(
    () => JSON.stringify(lookingAt(live, id)) === JSON.stringify(names.toSorted()),
    ms,
    `${names.join(', ') || 'nobody'} (${live.all('viewers').length} events)`,
  )

describe('looking at a mention', () => {
  test('is told on every web process, with who is replying', async () => {
    const [ann, ben] = await Promise.all([liveAs(here, 'agent'), liveAs(there, 'agent')])
    ann.socket.emit('view', { mentionId, replying: false })
    await Promise.all([ann, ben].map((live) => sees(live, [ann.person.name])))

    ben.socket.emit('view', { mentionId, replying: true })
    const both = [ann.person.name, `${ben.person.name} (replying)`]
    await Promise.all([ann, ben].map((live) => sees(live, both)))

    ben.socket.emit('view', { mentionId: otherId, replying: false })
    await Promise.all([ann, ben].map((live) => sees(live, [ann.person.name])))
    await Promise.all([ann, ben].map((live) => sees(live, [ben.person.name], otherId)))

    ann.socket.emit('view', { mentionId: null, replying: false })
    await Promise.all([ann, ben].map((live) => sees(live, [])))
  })

  test('in two tabs is one person, until both are closed', async () => {
    const watcher = await liveAs(there, 'agent')
    const one = await liveAs(here, 'agent')
    const two = await liveAs(there, one.person)
    one.socket.emit('view', { mentionId, replying: false })
    two.socket.emit('view', { mentionId, replying: true })
    await sees(watcher, [`${one.person.name} (replying)`])
    await sees(two, [`${one.person.name} (replying)`])
    two.close()
    await sees(watcher, [one.person.name])
    one.close()
    await sees(watcher, [])
  })

  test('is known to those who come later', async () => {
    const ann = await liveAs(here, 'agent')
    ann.socket.emit('view', { mentionId, replying: false })
    await sees(ann, [ann.person.name])
    const late = await liveAs(here, 'agent')
    await sees(late, [ann.person.name])
  })

  test('is over twelve seconds after the last that was heard of somebody', async () => {
    const watcher = await liveAs(there, 'agent')
    const ann = await liveAs(here, 'agent')
    ann.socket.emit('view', { mentionId, replying: false })
    await sees(watcher, [ann.person.name])
    const at = Date.now()
    await sees(watcher, [], mentionId, 20_000)
    expect(Date.now() - at).toBeGreaterThan(10_000)
    expect(Date.now() - at).toBeLessThan(16_000)
  })

  test('goes on as long as it is repeated', async () => {
    const watcher = await liveAs(there, 'agent')
    const ann = await liveAs(here, 'agent')
    for (let round = 0; round < 4; round += 1) {
      ann.socket.emit('view', { mentionId, replying: false })
      await sleep(4_000)
    }
    expect(lookingAt(watcher)).toEqual([ann.person.name])
    // Repeating it is news to nobody.
    expect(watcher.all('viewers').filter((event) => event.mentionId === mentionId)).toHaveLength(1)
  }, 30_000)

  test('that does not exist is passed over', async () => {
    const ann = await liveAs(here, 'agent')
    ann.socket.emit('view', { mentionId: 999_999_999, replying: false })
    ann.socket.emit('view', { mentionId, replying: false })
    await sees(ann, [ann.person.name])
    expect(lookingAt(ann, 999_999_999)).toBeUndefined()
  })

  test('leaves no trace when the web process ends', async () => {
    const third = await startTestWeb({ databaseUrl: here.databaseUrl })
    const watcher = await liveAs(here, 'agent')
    const ann = await liveAs(third, 'agent')
    ann.socket.emit('view', { mentionId, replying: false })
    await sees(watcher, [ann.person.name])
    await third.close()
    await sees(watcher, [])
  })
})

describe('looking, while pokes are lost', () => {
  test('is told a little later', async () => {
    const deaf = await startTestWeb({ databaseUrl: here.databaseUrl, poke: () => () => undefined })
    const ann = await liveAs(deaf, 'agent')
    const watcher = await liveAs(here, 'agent')
    ann.socket.emit('view', { mentionId, replying: true })
    await sees(watcher, [`${ann.person.name} (replying)`], mentionId, 4_000)
    ann.socket.emit('view', { mentionId: null, replying: false })
    await sees(watcher, [], mentionId, 4_000)
    await deaf.close()
  })
})
