import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardsOf, toCachedPage, type CachedList } from '../../client/live/list.ts'
import { catchUp, emptyLog, reach, remember } from '../../client/live/log.ts'
import { applyChange, isBehind, type ListScope } from '../../client/live/reducer.ts'
import { compareInLane } from '../../shared/contract/lane.ts'
import type { Change } from '../../shared/contract/events.ts'
import type { MentionCard, MentionFilter, MentionPage, Revisions } from '../../shared/contract/mention.ts'
import { recordChanges } from '../../shared/database/changes.ts'
import { eventually } from '../support/eventually.ts'
import type { HttpClient } from '../support/http-client.ts'
import { openLive } from '../support/live-client.ts'
import { seedMentions } from '../support/live-web.ts'
import { addMentions } from '../support/store.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

const filters: MentionFilter[] = [
  { lane: 'queue' },
  { lane: 'mine' },
  { lane: 'claimed' },
  { lane: 'snoozed' },
  { lane: 'answered' },
  { lane: 'stream' },
  { lane: 'stream', needed: 'answer' },
  { lane: 'queue', brandId: 1 },
]
const pageSizes = [100, 5]

type Taken = { full: MentionPage; first: MentionPage }
/** What the server said of every filter at one moment of the story, by page size. */
type Snapshot = Map<string, Taken>

let web: TestWeb
let viewerId: number
const snapshots: Snapshot[] = []
let changes: Change[]
let heads: Revisions

// One true story, told by a real server: people move mentions and new ones come in, while a socket listens.
beforeAll(async () => {
  web = await startTestWeb()
  const acme = await seedMentions(web, 20, 'Acme')
  const bolt = await seedMentions(web, 10, 'Bolt')
  const ids = [...acme.ids, ...bolt.ids]
  filters.at(-1)!.brandId = acme.brandId
  const people = await Promise.all([web.signedIn('agent'), web.signedIn('agent'), web.signedIn('manager')])
  const personIds = people.map(({ person }) => person.id)
  viewerId = personIds[0]!
  const live = await openLive(web.url, { cookie: people[0]!.cookie })
  const random = mulberry(7)
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)]!

  snapshots.push(await takeSnapshot(people[0]!, random))
  for (let chapter = 0; chapter < 3; chapter += 1) {
    for (let round = 0; round < 25; round += 1) {
      await Promise.all(people.map((person) => makeSomeMove(person, pick(ids), personIds, pick)))
      if (round % 6 === 0) {
        const brand = pick([acme, bolt])
        const added = await addMentions(web.store, [
          {
            brandId: brand.brandId,
            feedId: brand.feedId,
            publishedAt: new Date(Date.now() - random() * 9e6),
          },
        ])
        ids.push(...added)
        await web.store.db.transaction().execute((tx) => recordChanges(tx, new Map([[brand.brandId, added]])))
        web.store.poke({ about: 'change' })
      }
    }
    snapshots.push(await takeSnapshot(people[0]!, random))
  }
  heads = snapshots.at(-1)!.values().next().value!.full.revisions
  await eventually(() => {
    const told = live.all('change')
    return Object.entries(heads).every(([id, head]) =>
      told.some((c) => c.brandId === Number(id) && c.revision === head),
    )
  })
  changes = live.all('change')
  live.close()
}, 60_000)
afterAll(() => web.close())

async function takeSnapshot(client: HttpClient, random: () => number): Promise<Snapshot> {
  const snapshot: Snapshot = new Map()
  for (const [index, filter] of filters.entries()) {
    const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]))
    const size = pageSizes[Math.floor(random() * pageSizes.length)]!
    const first = await client.get(`/api/mentions?${query}&limit=${size}`)
    const full = await client.get(`/api/mentions?${query}&limit=100`)
    expect(full.body.nextCursor).toBeNull()
    snapshot.set(String(index), { full: full.body, first: first.body })
  }
  return snapshot
}

async function makeSomeMove(
  by: HttpClient,
  id: number,
  personIds: number[],
  pick: <T>(from: readonly T[]) => T,
): Promise<void> {
  const personId = pick(personIds)
  const [path, body] = pick([
    ['claim', {}],
    ['claim', {}],
    ['assign', { personId }],
    ['release', {}],
    ['hand-off', { personId, reason: 'Knows more.' }],
    ['snooze', { untilActivity: true }],
    ['answer', { text: 'Sorry. It is on its way.' }],
    ['dismiss', { reason: 'spam' }],
    ['reopen', {}],
    ['note', { text: 'Called.' }],
    ['undo', {}],
  ] as const)
  const reply = await by.post(`/api/mentions/${id}/${path}`, body)
  expect([200, 400, 403, 409]).toContain(reply.status)
}

const asList = (page: MentionPage): CachedList => ({ pages: [toCachedPage(page)], pageParams: [null] })

/** A client of this story: what it holds, and how often it had to ask the server. */
function createClient(scope: ListScope, snapshot: (moment: number) => MentionPage) {
  let list = asList(snapshot(0))
  let log = emptyLog
  let refetches = 0
  const refetch = (moment: number) => {
    refetches += 1
    const caughtUp = catchUp(asList(snapshot(moment)), scope, log)
    list = caughtUp === 'refetch' ? asList(snapshot(snapshots.length - 1)) : caughtUp
  }
  return {
    hear(change: Change, moment: number) {
      log = remember(log, change)
      const next = applyChange(list, scope, change)
      if (next === 'refetch') refetch(moment)
      else list = next
    },
    settle() {
      log = reach(log, heads)
      if (isBehind(list, scope.filter, log.heads)) refetch(snapshots.length - 1)
      return { cards: cardsOf(list), tail: list.pages.at(-1)!.tail, refetches }
    },
  }
}

const clientOf = (index: number) =>
  createClient(
    { filter: filters[index]!, viewerId },
    (moment) => snapshots[moment]!.get(String(index))!.first,
  )

/** The whole list at the end, as far as a client with this tail has it loaded. */
function fresh(index: number, tail: MentionCard | null): MentionCard[] {
  const { lane } = filters[index]!
  const cards = snapshots.at(-1)!.get(String(index))!.full.mentions
  return tail ? cards.filter((card) => compareInLane(lane, card, tail) <= 0) : cards
}

describe('a snapshot and the changes after it', () => {
  test('tell a story worth the name', () => {
    expect(changes.length).toBeGreaterThan(60)
    expect(snapshots.at(-1)!.get('0')).not.toEqual(snapshots[0]!.get('0'))
    const sizes = filters.map((_, index) => fresh(index, null).length)
    expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(5)
  })

  test.each(filters.map((filter, index) => ({ filter: JSON.stringify(filter), index })))(
    'equal a fresh snapshot of $filter, without asking, in order and with repeats',
    ({ index }) => {
      fc.assert(
        fc.property(fc.array(fc.nat(changes.length - 1), { maxLength: 200 }), (repeats) => {
          const client = clientOf(index)
          for (const [place, change] of changes.entries()) {
            client.hear(change, 0)
            // Anything that was said before may be said again.
            for (const again of repeats.filter((one) => one === place)) client.hear(changes[again >> 1]!, 0)
          }
          const { cards, tail, refetches } = client.settle()
          expect(refetches).toBe(0)
          expect(cards).toEqual(fresh(index, tail))
        }),
        { numRuns: 30, seed: 11 },
      )
    },
  )

  test('equal a fresh snapshot in any order, with any repeats and losses, however late the answers to refetches are', () => {
    const delivery = fc.record({
      index: fc.nat(filters.length - 1),
      order: fc.shuffledSubarray([...Array(300).keys()], { minLength: 0, maxLength: 300 }),
      repeats: fc.array(fc.nat(299), { maxLength: 60 }),
      moments: fc.array(fc.nat(snapshots.length - 1), { minLength: 1, maxLength: 20 }),
    })
    fc.assert(
      fc.property(delivery, ({ index, order, repeats, moments }) => {
        const client = clientOf(index)
        const heard = [...order, ...repeats]
          .map((place) => changes[place])
          .filter((change) => change !== undefined)
        for (const [place, change] of heard.entries()) client.hear(change, moments[place % moments.length]!)
        const { cards, tail } = client.settle()
        expect(cards).toEqual(fresh(index, tail))
      }),
      { numRuns: 1_000, seed: 12 },
    )
  })
})

/** A small generator of numbers in [0, 1) that gives the same story for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
