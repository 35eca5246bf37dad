import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareInLane, matchesFilter } from '../../../../../shared/contract/lane.ts'
import type { MentionCard, MentionFilter } from '../../../../../shared/contract/mention.ts'
import type { Viewer } from '../../../../../shared/contract/person.ts'
import { moveKinds } from '../../../../../shared/contract/triage.ts'
import { recordChanges } from '../../../../../shared/database/changes.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { listMentions } from '../../../../../shared/domain/mentions/list.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { wakeDue } from '../../../../../shared/domain/triage/wake.ts'
import { Problem } from '../../../../../shared/runtime/problem.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  contradictions,
  openTestStore,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let people: Viewer[]
let brands: number[]
let feedId: number

beforeAll(async () => {
  store = await openTestStore(12)
  people = [
    await addPerson(store, 'Ann'),
    await addPerson(store, 'Bob'),
    await addPerson(store, 'Mia', 'manager'),
  ]
  brands = [await addBrand(store, 'Acme'), await addBrand(store, 'Other')]
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterAll(() => store.close())

/** What a screen does: a list once, then each change in turn, judged by the contract's rule alone. */
class Follower {
  readonly viewer: Viewer
  readonly filter: MentionFilter
  private readonly cards = new Map<number, MentionCard>()
  private revisions: Record<string, number> = {}

  constructor(viewer: Viewer, filter: MentionFilter) {
    this.viewer = viewer
    this.filter = filter
  }

  async begin(): Promise<void> {
    const page = await listMentions(store, this.viewer, this.filter, { limit: 200 })
    expect(page.nextCursor).toBeNull()
    for (const card of page.mentions) this.cards.set(card.id, card)
    this.revisions = page.revisions
  }

  /** @returns how many changes there were. */
  async follow(): Promise<number> {
    let applied = 0
    for (const brandId of brands) {
      const changes = await store.db
        .selectFrom('change')
        .select(['revision', 'mention_ids'])
        .where('brand_id', '=', brandId)
        .where('revision', '>', this.revisions[brandId] ?? 0)
        .orderBy('revision')
        .execute()
      for (const { revision, mention_ids: ids } of changes) {
        expect(revision).toBe((this.revisions[brandId] ?? 0) + 1)
        this.revisions[brandId] = revision
        for (const card of await readCards(store.db, ids))
          if (matchesFilter(card, this.filter, this.viewer.id)) this.cards.set(card.id, card)
          else this.cards.delete(card.id)
        applied += 1
      }
    }
    return applied
  }

  get list(): MentionCard[] {
    return [...this.cards.values()].toSorted((a, b) => compareInLane(this.filter.lane, a, b))
  }
}

const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)]!
const labels = ['negative', 'neutral', 'positive', null] as const

async function hear(count: number): Promise<number[]> {
  return addMentions(
    store,
    Array.from({ length: count }, () => {
      const label = pick(labels)
      const publishedAt = new Date(Date.now() - Math.random() * 1e7)
      return {
        brandId: pick(brands),
        feedId,
        label,
        publishedAt,
        state: label === 'negative' ? ('queued' as const) : ('stream' as const),
      }
    }),
  )
}

it('stays equal to a fresh list by applying changes to an old one, whenever it was read', async () => {
  const ids = await hear(50)
  let busy = true
  let made = 0
  const act = async (person: Viewer) => {
    for (let round = 0; round < 60; round += 1) {
      const other = pick(people.filter(({ id }) => id !== person.id))
      const bodies = {
        assign: { personId: other.id },
        handOff: { personId: other.id, reason: 'Because' },
        snooze: { until: new Date(Date.now() + 30).toISOString() },
        answer: { text: 'Hello' },
        dismiss: { reason: 'spam' },
        note: { text: 'Hm' },
        correct: { label: pick(labels) },
      }
      const kind = pick([...moveKinds, 'claim', 'answer'] as const)
      const body = kind in bodies ? bodies[kind as keyof typeof bodies] : {}
      await moves[kind](store, person, pick(ids), body as never).then(
        () => (made += 1),
        (error: unknown) => {
          if (!(error instanceof Problem)) throw error
        },
      )
    }
  }
  const listen = async () => {
    for (let batch = 0; batch < 12; batch += 1) {
      await sleep(10)
      await store.db.transaction().execute(async (tx) => {
        const heard = await addMentions({ db: tx }, [
          { brandId: brands[0]!, feedId },
          { brandId: brands[1]!, feedId, label: 'positive', state: 'stream' },
        ])
        ids.push(...heard)
        await recordChanges(tx, new Map(brands.map((brandId, index) => [brandId, [heard[index]!]])))
      })
    }
  }
  const wake = async () => {
    while (busy) {
      await wakeDue(store, 10)
      await sleep(15)
    }
  }
  const filters: MentionFilter[] = [
    { lane: 'queue' },
    { lane: 'queue', brandId: brands[1]! },
    { lane: 'mine' },
    { lane: 'claimed', ownerId: people[1]!.id },
    { lane: 'snoozed' },
    { lane: 'answered' },
    { lane: 'dismissed', brandId: brands[0]! },
    { lane: 'stream', label: 'positive' },
    { lane: 'stream', needed: 'waiting' },
    { lane: 'unscored' },
  ]
  const followers: Follower[] = []
  const watch = async (filter: MentionFilter, index: number) => {
    // Some begin before the first write, some in the middle of it.
    await sleep(index * 12)
    const follower = new Follower(pick(people), filter)
    followers.push(follower)
    await follower.begin()
    while (busy) {
      await follower.follow()
      await sleep(Math.random() * 20)
    }
    await follower.follow()
  }
  const watching = Promise.all(filters.map(watch))
  const waking = wake()
  await Promise.all([...people.map(act), ...people.map(act), listen()])
  busy = false
  await Promise.all([watching, waking])
  for (const follower of followers) await follower.follow()

  expect(made).toBeGreaterThan(60)
  expect(followers).toHaveLength(filters.length)
  for (const follower of followers) {
    const fresh = await listMentions(store, follower.viewer, follower.filter, { limit: 200 })
    expect(follower.list).toEqual(fresh.mentions)
  }
  expect(await contradictions(store)).toEqual([])
})
