import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MoveBody } from '../../../../../shared/contract/move-bodies.ts'
import type { MoveKind } from '../../../../../shared/contract/triage.ts'
import { readHistory } from '../../../../../shared/domain/history/read.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { Problem } from '../../../../../shared/runtime/problem.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  contradictions,
  openTestStore,
  type NewMention,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let lena: Awaited<ReturnType<typeof addPerson>>
let omar: typeof lena
let mia: typeof lena
let gone: typeof lena
let brandId: number
let feedId: number

beforeAll(async () => {
  store = await openTestStore()
  ;[lena, omar, mia, gone] = await Promise.all([
    addPerson(store, 'Lena'),
    addPerson(store, 'Omar'),
    addPerson(store, 'Mia', 'manager'),
    addPerson(store, 'Gone'),
  ])
  await store.pool.query('UPDATE person SET disabled_at = now() WHERE id = $1', [gone.id])
  brandId = await addBrand(store, 'Acme')
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterAll(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

const mention = async (more: Partial<NewMention> = {}) =>
  (await addMentions(store, [{ brandId, feedId, ...more }]))[0]!

const make = <K extends MoveKind>(kind: K, by: typeof lena, id: number, body: MoveBody<K>, key?: string) =>
  moves[kind](store, by, id, body, key)

/** The problem that a move ends with. */
async function problemOf(moving: Promise<unknown>): Promise<Problem> {
  const error = await moving.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}

const lastEvent = async (id: number) => (await readHistory(store.db, id)).at(-1)!

describe('each move', () => {
  it('queues what was only in the stream', async () => {
    const id = await mention({ state: 'stream' })
    const { card, historyId } = await make('queue', lena, id, {})
    expect(card).toMatchObject({ id, state: 'queued', version: 2, owner: null })
    expect(card.queuedAt).not.toBeNull()
    expect(await lastEvent(id)).toMatchObject({ id: historyId, kind: 'queue', actor: { name: 'Lena' } })
  })

  it('claims from the queue, and from the stream as needing an answer', async () => {
    for (const state of ['queued', 'stream'] as const) {
      const id = await mention({ state })
      const { card } = await make('claim', lena, id, {})
      expect(card).toMatchObject({ state: 'claimed', owner: { id: lena.id, name: 'Lena' } })
      expect(card.claimedAt).not.toBeNull()
      expect(card.queuedAt).not.toBeNull()
    }
  })

  it('assigns to a colleague, and counts it as a handoff when it had another owner', async () => {
    const id = await mention()
    expect((await make('assign', lena, id, { personId: omar.id })).card).toMatchObject({
      state: 'claimed',
      owner: { name: 'Omar' },
      handOffs: 0,
    })
    expect((await make('assign', mia, id, { personId: lena.id })).card).toMatchObject({
      owner: { name: 'Lena' },
      handOffs: 1,
    })
    expect(await lastEvent(id)).toMatchObject({
      actor: { name: 'Mia' },
      detail: { from: { name: 'Omar' }, to: { name: 'Lena' } },
    })
  })

  it('releases one’s own, and a manager another’s', async () => {
    for (const by of [lena, mia]) {
      const id = await mention({ state: 'claimed', ownerId: lena.id })
      const { card } = await make('release', by, id, {})
      expect(card).toMatchObject({ state: 'queued', owner: null, claimedAt: null })
      expect(await lastEvent(id)).toMatchObject({ kind: 'release', detail: { from: { name: 'Lena' } } })
    }
  })

  it('hands off with the reason', async () => {
    const id = await mention({ state: 'claimed', ownerId: lena.id })
    const { card } = await make('handOff', lena, id, { personId: omar.id, reason: 'Speaks Polish' })
    expect(card).toMatchObject({ state: 'claimed', owner: { name: 'Omar' }, handOffs: 1 })
    expect(await lastEvent(id)).toMatchObject({ detail: { reason: 'Speaks Polish', to: { name: 'Omar' } } })
  })

  it('snoozes and keeps the owner', async () => {
    const id = await mention({ state: 'claimed', ownerId: lena.id })
    const until = new Date(Date.now() + 60_000).toISOString()
    const { card } = await make('snooze', lena, id, { until, untilActivity: true })
    expect(card).toMatchObject({
      state: 'snoozed',
      owner: { name: 'Lena' },
      snoozedUntil: until,
      snoozedUntilActivity: true,
    })
    expect((await make('claim', lena, id, {})).card).toMatchObject({
      state: 'claimed',
      snoozedUntil: null,
      snoozedUntilActivity: false,
    })
  })

  it('answers: the text is kept, the owner is who answered', async () => {
    const id = await mention({ state: 'claimed', ownerId: lena.id })
    const replyUrl = 'https://example.org/reply'
    const { card } = await make('answer', lena, id, { text: 'It leaves today.', replyUrl })
    expect(card).toMatchObject({ state: 'answered', owner: { name: 'Lena' } })
    expect(card.firstResponseAt).not.toBeNull()
    expect(card.resolvedAt).not.toBeNull()
    expect(await lastEvent(id)).toMatchObject({
      kind: 'answer',
      detail: { text: 'It leaves today.', replyUrl },
    })
  })

  it('dismisses with the reason, owned or not', async () => {
    const id = await mention()
    const { card } = await make('dismiss', lena, id, { reason: 'other', comment: 'A joke' })
    expect(card).toMatchObject({ state: 'dismissed', dismissReason: 'other', owner: null })
    expect(card.resolvedAt).not.toBeNull()
    expect(await lastEvent(id)).toMatchObject({ detail: { reason: 'other', comment: 'A joke' } })
  })

  it('reopens: the first answer stays given, the rest begins again', async () => {
    const id = await mention({ state: 'claimed', ownerId: lena.id })
    const { card: answered } = await make('answer', lena, id, { text: 'Done.' })
    const { card } = await make('reopen', omar, id, {})
    expect(card).toMatchObject({ state: 'queued', owner: null, resolvedAt: null, dismissReason: null })
    expect(card.firstResponseAt).toBe(answered.firstResponseAt)
  })

  it('notes in any state and changes nothing else', async () => {
    const id = await mention({ state: 'answered', ownerId: lena.id })
    const { card } = await make('note', omar, id, { text: 'Called them, too.' })
    expect(card).toMatchObject({ state: 'answered', owner: { name: 'Lena' }, notes: 1 })
    expect(await lastEvent(id)).toMatchObject({ kind: 'note', detail: { text: 'Called them, too.' } })
  })

  it('tells others once, after it happened', async () => {
    const id = await mention()
    const before = store.pokes()
    await make('claim', lena, id, {})
    expect(store.pokes()).toBe(before + 1)
    await problemOf(make('claim', omar, id, {}))
    expect(store.pokes()).toBe(before + 1)
  })
})

describe('a refused move says why', () => {
  it('names who was faster, and since when', async () => {
    const id = await mention()
    const { card } = await make('claim', lena, id, {})
    for (const moving of [
      () => make('claim', omar, id, {}),
      () => make('assign', omar, id, { personId: omar.id }),
      () => make('snooze', omar, id, { untilActivity: true }),
      () => make('dismiss', omar, id, { reason: 'spam' }),
    ]) {
      const problem = await problemOf(moving())
      expect(problem).toMatchObject({
        code: 'already_owned',
        facts: { owner: { id: lena.id, name: 'Lena' }, since: card.claimedAt },
      })
      expect(problem.message).toContain('Lena was faster')
    }
  })

  it('tells an owner that it is theirs already', async () => {
    const id = await mention({ state: 'claimed', ownerId: lena.id })
    expect(await problemOf(make('claim', lena, id, {}))).toMatchObject({
      code: 'already_owned',
      message: expect.stringContaining('You own this mention already'),
    })
  })

  it('keeps others from answering, passing on or releasing what is not theirs', async () => {
    const id = await mention({ state: 'claimed', ownerId: lena.id })
    for (const moving of [
      () => make('answer', omar, id, { text: 'Hello' }),
      () => make('answer', mia, id, { text: 'Hello' }),
      () => make('handOff', omar, id, { personId: mia.id, reason: 'Because' }),
      () => make('release', omar, id, {}),
    ])
      expect(await problemOf(moving())).toMatchObject({
        code: 'not_your_mention',
        facts: { owner: { name: 'Lena' } },
      })
  })

  it('says which state stands in the way', async () => {
    const id = await mention({ state: 'answered', ownerId: lena.id })
    expect(await problemOf(make('claim', omar, id, {}))).toMatchObject({
      code: 'wrong_state',
      facts: { state: 'answered', owner: { name: 'Lena' } },
      message: 'This mention was answered by Lena and cannot be claimed.',
    })
    expect(await problemOf(make('answer', omar, await mention(), { text: 'Hello' }))).toMatchObject({
      code: 'wrong_state',
      facts: { state: 'queued' },
    })
  })

  it('knows no mention that does not exist', async () => {
    for (const kind of ['claim', 'undo'] as const)
      expect(await problemOf(make(kind, lena, 999_999, {}))).toMatchObject({ code: 'not_found' })
  })

  it('asks an agent to hand an own mention off instead of assigning it without a reason', async () => {
    const id = await mention({ state: 'claimed', ownerId: lena.id })
    expect(await problemOf(make('assign', lena, id, { personId: omar.id }))).toMatchObject({
      code: 'forbidden',
    })
  })

  it('gives mentions only to people who have access, and hands off only to others', async () => {
    const queued = await mention()
    const mine = await mention({ state: 'claimed', ownerId: lena.id })
    for (const moving of [
      () => make('assign', lena, queued, { personId: gone.id }),
      () => make('assign', lena, queued, { personId: 999_999 }),
      () => make('handOff', lena, mine, { personId: gone.id, reason: 'Because' }),
      () => make('handOff', lena, mine, { personId: lena.id, reason: 'Because' }),
    ])
      expect(await problemOf(moving())).toMatchObject({
        code: 'invalid_request',
        fields: [{ path: 'personId' }],
      })
  })

  it('snoozes only into the coming year', async () => {
    const id = await mention()
    for (const days of [-1, 0, 367])
      expect(
        await problemOf(
          make('snooze', lena, id, { until: new Date(Date.now() + days * 86_400_000 - 1).toISOString() }),
        ),
      ).toMatchObject({ code: 'invalid_request', fields: [{ path: 'until' }] })
  })

  it('leaves nothing behind', async () => {
    const id = await mention({ state: 'claimed', ownerId: lena.id })
    await problemOf(make('answer', omar, id, { text: 'Hello' }, 'key-of-a-refusal'))
    const { rows } = await store.pool.query(
      `SELECT (SELECT count(*) FROM answer WHERE mention_id = $1) + (SELECT count(*) FROM history WHERE mention_id = $1)
        + (SELECT count(*) FROM move_key WHERE mention_id = $1) AS rows`,
      [id],
    )
    expect(rows[0].rows).toBe(0)
    expect((await readCards(store.db, [id]))[0]!.version).toBe(1)
  })
})

describe('undo', () => {
  const bodies: { [K in Exclude<MoveKind, 'undo'>]: MoveBody<K> } = {
    queue: {},
    bringBack: {},
    claim: {},
    assign: { personId: 0 },
    release: {},
    handOff: { personId: 0, reason: 'Because' },
    snooze: { untilActivity: true },
    answer: { text: 'Hello' },
    dismiss: { reason: 'spam' },
    reopen: {},
    note: { text: 'Hm' },
    correct: { label: 'positive' },
  }
  const starts: Record<keyof typeof bodies, Partial<NewMention>> = {
    queue: { state: 'aside' },
    bringBack: { state: 'aside' },
    claim: { state: 'snoozed' },
    assign: { state: 'stream' },
    release: { state: 'claimed' },
    handOff: { state: 'claimed' },
    snooze: { state: 'claimed' },
    answer: { state: 'claimed' },
    dismiss: { state: 'claimed' },
    reopen: { state: 'dismissed' },
    note: { state: 'queued' },
    correct: { state: 'queued', label: 'neutral' },
  }

  it.each(Object.keys(bodies) as (keyof typeof bodies)[])(
    'takes back %s, to the microsecond',
    async (kind) => {
      const owned = starts[kind].state === 'claimed'
      const id = await mention({ ...starts[kind], ownerId: owned ? lena.id : null })
      await store.pool.query(
        "UPDATE mention SET claimed_at = claimed_at + interval '7 microseconds', severity = 0",
      )
      const row = () =>
        store.pool
          .query('SELECT to_jsonb(m) - $2 AS row FROM mention m WHERE id = $1', [id, 'version'])
          .then(({ rows }) => rows[0].row)
      const before = await row()
      const body = 'personId' in bodies[kind] ? { ...bodies[kind], personId: omar.id } : bodies[kind]
      const { historyId } = await make(kind, lena, id, body as never)
      expect(await row()).not.toEqual(before)
      const { card, historyId: undoId } = await make('undo', lena, id, {})
      expect(await row()).toEqual(before)
      expect(card.version).toBe(3)
      const [, first, second] = await readHistory(store.db, id)
      expect(first).toMatchObject({ id: historyId, kind, takenBack: true })
      expect(first!.detail.text).toBeUndefined()
      expect(second).toMatchObject({ id: undoId, kind: 'undo', detail: { undone: kind }, takenBack: false })
    },
  )

  it('is not possible twice, nor for an undo, nor for another person', async () => {
    const id = await mention()
    await make('claim', lena, id, {})
    expect(await problemOf(make('undo', mia, id, {}))).toMatchObject({ code: 'nothing_to_undo' })
    await make('undo', lena, id, {})
    expect(await problemOf(make('undo', lena, id, {}))).toMatchObject({ code: 'nothing_to_undo' })
  })

  it('is not possible after something else happened', async () => {
    const id = await mention()
    await make('claim', lena, id, {})
    await make('note', omar, id, { text: 'Hm' })
    expect(await problemOf(make('undo', lena, id, {}))).toMatchObject({ code: 'changed_since' })
  })

  it('is not possible after ten seconds', async () => {
    const id = await mention({ state: 'claimed', ownerId: lena.id })
    await store.pool.query(
      `INSERT INTO history (mention_id, actor_id, kind, before, version_after, at)
        VALUES ($1, $2, 'claim', '{}', 2, now() - interval '10.1 seconds')`,
      [id, lena.id],
    )
    await store.pool.query('UPDATE mention SET version = 2 WHERE id = $1', [id])
    await store.pool.query('SELECT record_change($1, ARRAY[$2::bigint])', [brandId, id])
    expect(await problemOf(make('undo', lena, id, {}))).toMatchObject({ code: 'undo_too_late' })
  })
})

describe('an idempotency key', () => {
  let id: number
  let key: string
  beforeEach(async () => {
    id = await mention()
    key = crypto.randomUUID()
  })

  it('answers a repeat with the first result, whatever happened since', async () => {
    const first = await make('claim', lena, id, {}, key)
    await make('release', lena, id, {})
    const again = await make('claim', lena, id, {}, key)
    expect(again.historyId).toBe(first.historyId)
    expect(again.card).toMatchObject({ state: 'queued', version: 3 })
  })

  it('makes two at the same moment one', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, () => make('note', lena, id, { text: 'Once' }, key)),
    )
    expect(new Set(results.map(({ historyId }) => historyId)).size).toBe(1)
    expect((await readCards(store.db, [id]))[0]).toMatchObject({ notes: 1, version: 2 })
  })

  it('is refused on anything else, even at the same moment, and that changes nothing', async () => {
    const other = await mention()
    const settled = await Promise.allSettled([
      make('claim', lena, id, {}, key),
      make('claim', lena, other, {}, key),
    ])
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const states = (await readCards(store.db, [id, other])).map(({ state }) => state)
    expect(states.toSorted()).toEqual(['claimed', 'queued'])
    expect(await problemOf(make('note', lena, other, { text: 'Hm' }, key))).toMatchObject({
      code: 'idempotency_key_reused',
    })
  })

  it('is refused with another content, which is not taken for recorded', async () => {
    await make('claim', lena, id, {})
    const first = await make('answer', lena, id, { text: 'One', replyUrl: 'https://example.org/1' }, key)
    await make('reopen', lena, id, {})
    await make('claim', lena, id, {})
    expect(await problemOf(make('answer', lena, id, { text: 'Two' }, key))).toMatchObject({
      code: 'idempotency_key_reused',
    })
    const again = await make('answer', lena, id, { replyUrl: 'https://example.org/1', text: 'One' }, key)
    expect(again.historyId).toBe(first.historyId)
    expect(again.card.state).toBe('claimed')
  })

  it('belongs to one person', async () => {
    await make('note', lena, id, { text: 'One' }, key)
    await make('note', omar, id, { text: 'Two' }, key)
    expect((await readCards(store.db, [id]))[0]!.notes).toBe(2)
  })
})
