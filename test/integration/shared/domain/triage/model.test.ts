import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sentimentLabels } from '../../../../../shared/contract/sentiment.ts'
import { dismissReasons, moveKinds, type MoveKind } from '../../../../../shared/contract/triage.ts'
import { recordChanges } from '../../../../../shared/database/changes.ts'
import { readHistory } from '../../../../../shared/domain/history/read.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import type { Moved } from '../../../../../shared/domain/triage/move.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { wakeByAuthor, wakeDue } from '../../../../../shared/domain/triage/wake.ts'
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
import { makeModelMove, wakeModel, type ModelMention, type ModelMove, type ModelPerson } from './model.ts'

let store: TestStore
let people: ModelPerson[]
let feedId: number
const mentionCount = 3
/** So long that the seconds a run really takes do not matter. */
const waitSeconds = 3600

beforeAll(async () => {
  store = await openTestStore()
  people = []
  for (const [name, role] of [
    ['Ann', 'agent'],
    ['Bob', 'agent'],
    ['Mia', 'manager'],
    ['Ada', 'admin'],
    ['Gone', 'agent'],
  ] as const)
    people.push({ ...(await addPerson(store, name, role)), disabled: name === 'Gone' })
  await store.pool.query("UPDATE person SET disabled_at = now() WHERE name = 'Gone'")
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterAll(() => store.close())

type Step =
  | {
      do: 'move'
      kind: MoveKind
      /** Somebody, whoever owns the mention, or whoever moved it last. */
      by: number | 'owner' | 'last'
      to: number
      on: number
      until: number | null
      reason: ModelMove['reason']
      label: ModelMove['label']
      key: number | null
    }
  | { do: 'wake' }
  | { do: 'post'; on: number; complains: boolean }
  | { do: 'wait' }

/** Moves that others can follow on come more often, so that each is made several times. */
const leading = ['claim', 'correct', 'handOff', 'snooze', 'answer', 'reopen', 'undo'] as const
const onMention = fc.nat({ max: mentionCount - 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      kind: fc.constantFrom(...moveKinds, ...leading, ...leading),
      by: fc.constantFrom(0, 1, 2, 3, 'owner' as const, 'owner' as const, 'owner' as const, 'last' as const),
      to: fc.nat({ max: 4 }),
      on: onMention,
      // Due after two waits, in the past, or none: until its author posts.
      until: fc.constantFrom(null, null, 1.5 * waitSeconds, 1.5 * waitSeconds, -5),
      reason: fc.constantFrom(...dismissReasons),
      label: fc.constantFrom(...sentimentLabels, 'negative' as const, null),
      key: fc.constantFrom(null, null, null, 0, 1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wake' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('post' as const), on: onMention, complains: fc.boolean() }),
  },
)

const moved = (kind: MoveKind, by: number | 'owner', more: Partial<Step & { do: 'move' }> = {}): Step => ({
  do: 'move',
  kind,
  by,
  to: 1,
  on: 1,
  until: null,
  reason: 'other',
  label: null,
  key: null,
  ...more,
})

/** One mention's life through every arrow; the random ones come on top. */
const everyMove: Step[] = [
  moved('correct', 0),
  moved('correct', 0, { label: 'negative' }),
  moved('undo', 0),
  moved('queue', 0),
  moved('undo', 0),
  moved('claim', 0, { key: 0 }),
  moved('claim', 0, { key: 0 }),
  moved('handOff', 'owner'),
  moved('release', 'owner'),
  moved('assign', 2),
  moved('snooze', 'owner', { until: 1.5 * waitSeconds }),
  { do: 'wait' },
  { do: 'wake' },
  { do: 'wait' },
  { do: 'wake' },
  moved('note', 3),
  moved('answer', 'owner'),
  { do: 'post', on: 1, complains: true },
  moved('dismiss', 3),
  moved('reopen', 0),
  moved('snooze', 1),
  moved('correct', 1, { label: 'positive' }),
  moved('correct', 0, { label: 'neutral' }),
  moved('undo', 0),
  moved('correct', 2),
  moved('undo', 2),
  moved('correct', 2),
  moved('bringBack', 0, { on: 2 }),
  moved('undo', 0, { on: 2 }),
  moved('queue', 0, { on: 2 }),
  { do: 'post', on: 1, complains: false },
]

/** Both at once: the real mentions of one run, and the model of them. */
class Run {
  now = 0
  readonly keys = new Map<string, { on: number; kind: MoveKind; said: string; historyId: number }>()
  readonly run = crypto.randomUUID()
  readonly brands: number[]
  readonly ids: number[]
  readonly model: ModelMention[]

  constructor(brands: number[], ids: number[], model: ModelMention[]) {
    this.brands = brands
    this.ids = ids
    this.model = model
  }

  static async begin(): Promise<Run> {
    const name = crypto.randomUUID()
    const brands = [await addBrand(store, `${name} one`), await addBrand(store, `${name} two`)]
    const states = ['queued', 'stream', 'aside'] as const
    const labels = ['negative', 'neutral', null] as const
    const olds = [false, false, true]
    const ids = await addMentions(
      store,
      states.map((state, index) => ({
        state,
        feedId,
        brandId: brands[index % 2]!,
        authorKey: `author ${index}`,
        label: labels[index]!,
        publishedAt: new Date(Date.now() - (olds[index] ? 31 * 24 : 1) * 3_600_000),
      })),
    )
    const model = states.map((state, index): ModelMention => ({
      scoredLabel: labels[index]!,
      old: olds[index]!,
      columns: {
        state,
        owner: null,
        until: null,
        untilActivity: false,
        dismissReason: null,
        responded: false,
        resolved: false,
        needed: state === 'queued',
        handOffs: 0,
        notes: 0,
        aside: state === 'aside',
        label: labels[index]!,
        corrector: null,
      },
      events: [],
    }))
    return new Run(brands, ids, model)
  }

  async take(one: Step): Promise<void> {
    if (one.do === 'move') await this.move(one)
    else if (one.do === 'wake') await this.wake()
    else if (one.do === 'post') await this.post(one.on, one.complains)
    else await this.wait()
    await this.compare()
  }

  async move(one: Step & { do: 'move' }): Promise<void> {
    const by = this.who(one.by, this.model[one.on]!)
    const to = people[one.to]!
    const bodies = {
      assign: { personId: to.id },
      handOff: { personId: to.id, reason: 'Because' },
      snooze:
        one.until === null
          ? { untilActivity: true }
          : { until: new Date(Date.now() + one.until * 1000).toISOString() },
      answer: { text: 'Hello' },
      dismiss: { reason: one.reason, comment: 'Because' },
      note: { text: 'Hm' },
      correct: { label: one.label },
    }
    const body = one.kind in bodies ? bodies[one.kind as keyof typeof bodies] : {}
    const said = JSON.stringify(body)
    const key = one.key === null ? undefined : `${this.run}-${one.key}`
    const used = key && this.keys.get(`${by.id} ${key}`)

    // What a body says wrong is refused before anything is looked up.
    const toOneself = one.kind === 'handOff' && to.id === by.id
    let expected: string | null
    if (used && !toOneself)
      expected =
        used.on === one.on && used.kind === one.kind && used.said === said ? null : 'idempotency_key_reused'
    else expected = makeModelMove(this.model[one.on]!, { ...one, by, to }, this.now)

    if (one.kind === 'undo') await this.freshen()
    const result = await moves[one.kind](store, by, this.ids[one.on]!, body as never, key).catch(
      (error: unknown) => {
        if (error instanceof Problem) return error
        throw error
      },
    )
    expect(result instanceof Problem ? result.code : null).toBe(expected)
    if (expected !== null) return
    const { card, historyId } = result as Moved
    expect(card.id).toBe(this.ids[one.on])
    if (used) expect(historyId).toBe(used.historyId)
    else if (key) this.keys.set(`${by.id} ${key}`, { on: one.on, kind: one.kind, said, historyId })
  }

  who(by: number | 'owner' | 'last', { columns, events }: ModelMention): ModelPerson {
    const id =
      by === 'owner' ? columns.owner : by === 'last' ? events.at(-1)?.actor : people[by as number]!.id
    return people.find((person) => person.id === id) ?? people[0]!
  }

  async wake(): Promise<void> {
    const expected = this.model.filter((mention) => wakeModel(mention, people, this.now)).length
    expect(await wakeDue(store, 100)).toBe(expected)
  }

  async post(on: number, complains: boolean): Promise<void> {
    const brandId = this.brands[on % 2]!
    const authorKey = `author ${on}`
    const [arrival] = await addMentions(store, [{ brandId, feedId, authorKey: null, state: 'stream' }])
    await store.pool.query('UPDATE mention SET author_key = $2 WHERE id = $1', [arrival, authorKey])
    const moved = await store.db.transaction().execute(async (tx) => {
      const changed = await wakeByAuthor(tx, [{ mentionId: arrival!, brandId, authorKey, complains }])
      await recordChanges(tx, changed)
      return changed
    })
    const expected = wakeModel(this.model[on]!, people, this.now, { complains })
    expect(moved).toEqual(expected ? new Map([[brandId, [this.ids[on]]]]) : new Map())
  }

  /** Time passes: everything that is written down moves into the past. */
  async wait(): Promise<void> {
    this.now += waitSeconds
    const past = `interval '${waitSeconds} seconds'`
    await this.rewrite(`UPDATE history SET at = at - ${past} WHERE mention_id = ANY ($1)`)
    await this.rewrite(`UPDATE mention SET snoozed_until = snoozed_until - ${past} WHERE id = ANY ($1)`)
  }

  /** No time passes between waits, however slow the machine is: what happened since the last one is from now. */
  freshen(): Promise<void> {
    return this.rewrite(
      `UPDATE history SET at = now() WHERE mention_id = ANY ($1)
        AND at > now() - interval '${waitSeconds / 2} seconds'`,
    )
  }

  /** History refuses changes, except from whoever may switch its guard off. */
  async rewrite(statement: string): Promise<void> {
    const client = await store.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query('SET LOCAL session_replication_role = replica')
      await client.query(statement, [this.ids])
      await client.query('COMMIT')
    } finally {
      client.release()
    }
  }

  async compare(): Promise<void> {
    const cards = await readCards(store.db, this.ids)
    const real = cards.map((card) => ({
      state: card.state,
      owner: card.owner?.id ?? null,
      sleeps: card.snoozedUntil !== null,
      untilActivity: card.snoozedUntilActivity,
      dismissReason: card.dismissReason,
      responded: card.firstResponseAt !== null,
      resolved: card.resolvedAt !== null,
      needed: card.queuedAt !== null,
      handOffs: card.handOffs,
      notes: card.notes,
      aside: card.setAside !== null,
      label: card.sentiment.label,
      corrector: card.sentiment.corrected?.by.id ?? null,
      version: card.version,
    }))
    const modelled = this.model.map(({ columns: { until, ...columns }, events }) => ({
      ...columns,
      sleeps: until !== null,
      version: events.length + 1,
    }))
    expect(real).toEqual(modelled)
  }

  /** Nothing of this run wakes in another one. */
  async sleepOn(): Promise<void> {
    await store.pool.query(
      "UPDATE mention SET snoozed_until = now() + interval '1 day' WHERE snoozed_until IS NOT NULL AND id = ANY ($1)",
      [this.ids],
    )
  }

  async end(): Promise<void> {
    for (const [index, id] of this.ids.entries()) {
      const [heard, ...events] = await readHistory(store.db, id)
      expect(heard!.kind).toBe('heard')
      expect(events.map(({ kind, actor }) => ({ kind, actor: actor?.id ?? null }))).toEqual(
        this.model[index]!.events.map(({ kind, actor }) => ({ kind, actor })),
      )
      for (const [at, event] of events.entries())
        expect(event.takenBack).toBe(events[at + 1]?.kind === 'undo')
    }
    expect(await contradictions(store)).toEqual([])
  }
}

it(
  'does what a small model of it does, whatever people do in whatever order',
  { timeout: 120_000 },
  async () => {
    const made = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 45 }), async (steps) => {
        const run = await Run.begin()
        try {
          for (const one of steps) await run.take(one)
          await run.end()
        } finally {
          await run.sleepOn()
        }
        for (const { events } of run.model)
          for (const { kind } of events) made.set(kind, (made.get(kind) ?? 0) + 1)
      }),
      { numRuns: 30, endOnFailure: true, examples: [[everyMove]] },
    )
    // Every move was really made, so that the comparison says something about each.
    expect([...made.keys()].toSorted()).toEqual([...moveKinds, 'reopenedByAuthor', 'woken'].toSorted())
  },
)
