import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SentimentLabel } from '../../../../../shared/contract/sentiment.ts'
import { readHistory } from '../../../../../shared/domain/history/read.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { eventually } from '../../../../support/eventually.ts'
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
let people: (typeof lena)[]
let brandId: number
let feedId: number

beforeAll(async () => {
  store = await openTestStore(20)
  lena = await addPerson(store, 'Lena')
  people = await Promise.all(Array.from({ length: 12 }, (_, index) => addPerson(store, `Agent${index}`)))
  brandId = await addBrand(store, 'Acme')
  feedId = await addFeed(store, 'https://example.org/feed')
  await store.pool.query('UPDATE brand SET answer_within_minutes = 1440')
})
afterAll(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

const mention = async (more: Partial<NewMention> = {}) =>
  (await addMentions(store, [{ brandId, feedId, ...more }]))[0]!
const correct = (id: number, label: SentimentLabel | null, by = lena, key?: string) =>
  moves.correct(store, by, id, { label }, key)
const undo = (id: number) => moves.undo(store, lena, id, {})
const corrections = async (id: number, of: 'correction' | 'standing_correction' = 'standing_correction') =>
  (await store.pool.query(`SELECT * FROM ${of} WHERE mention_id = $1 ORDER BY history_id`, [id])).rows
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

describe('a correction', () => {
  it('counts instead of the scorer’s label, which is kept, in any state and whoever owns it', async () => {
    for (const state of ['queued', 'claimed', 'answered', 'dismissed', 'snoozed', 'aside'] as const) {
      const id = await mention({ state, ownerId: state === 'claimed' ? people[0]!.id : null })
      const { card } = await correct(id, 'neutral')
      expect(card).toMatchObject({
        state,
        version: 2,
        sentiment: { label: 'neutral', scoredLabel: 'negative', corrected: { by: { name: 'Lena' } } },
      })
    }
  })

  it('stands in the history with what it was before', async () => {
    const id = await mention()
    await correct(id, 'neutral')
    await correct(id, 'positive', people[0])
    await correct(id, null)
    expect((await readHistory(store.db, id)).slice(1)).toMatchObject([
      { kind: 'correct', actor: { name: 'Lena' }, detail: { label: 'neutral', was: 'negative' } },
      { kind: 'correct', actor: { name: 'Agent0' }, detail: { label: 'positive', was: 'neutral' } },
      { kind: 'correct', actor: { name: 'Lena' }, detail: { label: null, was: 'positive' } },
    ])
    expect((await readCards(store.db, [id]))[0]!.sentiment).toMatchObject({
      label: 'negative',
      corrected: null,
    })
  })

  it('keeps what the scorer had said, and whether it came from a sample', async () => {
    const [id, other] = [await mention(), await mention({ label: null })]
    await store.pool.query(`UPDATE mention SET p_negative = 0.75, language = 'en' WHERE id = $1`, [id])
    await store.pool.query(
      `INSERT INTO sample (mention_id, brand_id, day, stands_for) VALUES ($1, $2, now(), 3)`,
      [other, brandId],
    )
    await correct(id, 'negative')
    await correct(other, 'positive')
    const told = { brand_id: brandId, person_id: lena.id, model_version: 'test', source: 'rss' }
    expect(await corrections(id)).toMatchObject([
      { ...told, label: 'negative', scored_label: 'negative', score: -0.5, p_negative: 0.75, language: 'en' },
    ])
    expect(await corrections(id)).toMatchObject([{ sampled: false }])
    expect(await corrections(other)).toMatchObject([
      { ...told, label: 'positive', scored_label: null, score: null, p_negative: null, sampled: true },
    ])
  })

  it('keeps what the scorer says by now, also where that changed while it waited in line', async () => {
    const id = await mention()
    let correcting: ReturnType<typeof correct> | undefined
    await store.db.transaction().execute(async (tx) => {
      await sql`SELECT FROM mention WHERE id = ${id} FOR NO KEY UPDATE`.execute(tx)
      correcting = correct(id, 'neutral')
      await eventually(async () => {
        const { rows } = await store.pool.query(
          `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        )
        return rows.length === 1
      })
      await sql`UPDATE mention SET scored_label = 'neutral', score = 0, p_negative = 0.25 WHERE id = ${id}`.execute(
        tx,
      )
    })
    await correcting
    expect(await corrections(id)).toMatchObject([{ scored_label: 'neutral', score: 0, p_negative: 0.25 }])
  })

  it('gives the severity and the place in the queue that the label deserves', async () => {
    const id = await mention({ publishedAt: daysAgo(1) })
    await store.pool.query('UPDATE mention SET score = -0.9, severity = 3 WHERE id = $1', [id])
    const places = []
    for (const label of ['neutral', 'negative', null] as const) {
      const { card } = await correct(id, label)
      places.push([card.severity, (Date.parse(card.priorityAt) - Date.parse(card.publishedAt)) / 3_600_000])
    }
    // What is grave begins with three days' waiting.
    expect(places).toEqual([
      [0, 0],
      [3, -72],
      [3, -72],
    ])
  })

  it('puts a complaint of the stream into the queue, unless it is old or our own', async () => {
    const inStream = { state: 'stream', label: 'neutral' } as const
    const [missed, fine, old, ours] = await addMentions(store, [
      { brandId, feedId, ...inStream },
      { brandId, feedId, ...inStream },
      { brandId, feedId, ...inStream, publishedAt: daysAgo(31) },
      { brandId, feedId, ...inStream },
    ])
    await store.pool.query(`UPDATE mention SET author_kind = 'staff' WHERE id = $1`, [ours])
    expect((await correct(missed!, 'negative')).card).toMatchObject({ state: 'queued' })
    expect((await correct(missed!, 'negative')).card.queuedAt).not.toBeNull()
    expect((await correct(fine!, 'positive')).card).toMatchObject({ state: 'stream', queuedAt: null })
    for (const id of [old!, ours!])
      expect((await correct(id, 'negative')).card).toMatchObject({
        state: 'stream',
        queuedAt: null,
        sentiment: { label: 'negative' },
      })
    const { card } = await undo(missed!)
    expect(card).toMatchObject({ state: 'queued', sentiment: { label: 'negative' } })
  })

  it('is taken back with the place in the queue, and the former one stands again', async () => {
    const id = await mention({ state: 'stream', label: 'neutral' })
    await correct(id, 'positive')
    await correct(id, 'negative')
    expect((await undo(id)).card).toMatchObject({
      state: 'stream',
      queuedAt: null,
      sentiment: { label: 'positive', corrected: { by: { name: 'Lena' } } },
    })
    expect(await corrections(id)).toMatchObject([{ label: 'positive' }])
    expect(await corrections(id, 'correction')).toHaveLength(2)
    await correct(id, null)
    expect(await corrections(id)).toEqual([])
    await undo(id)
    expect(await corrections(id)).toMatchObject([{ label: 'positive' }])
  })

  it('taken back leaves what the scorer says by now', async () => {
    const id = await mention()
    await correct(id, 'positive')
    await store.pool.query(`UPDATE mention SET scored_label = 'neutral' WHERE id = $1`, [id])
    expect((await undo(id)).card.sentiment).toMatchObject({ label: 'neutral', corrected: null })
  })

  it('is not undone with another move: that one puts back only what it changed', async () => {
    const id = await mention()
    await moves.claim(store, lena, id, {})
    await store.pool.query(
      `UPDATE mention SET label = 'neutral', scored_label = 'neutral', severity = 0 WHERE id = $1`,
      [id],
    )
    expect((await undo(id)).card).toMatchObject({
      state: 'queued',
      severity: 0,
      sentiment: { label: 'neutral' },
    })
  })

  it('cannot be withdrawn where there is none', async () => {
    const id = await mention()
    await expect(correct(id, null)).rejects.toMatchObject({ code: 'wrong_state' })
    expect((await readCards(store.db, [id]))[0]!.version).toBe(1)
  })

  it('is made once for a key', async () => {
    const id = await mention()
    const key = crypto.randomUUID()
    await Promise.all(Array.from({ length: 6 }, () => correct(id, 'neutral', lena, key)))
    expect(await corrections(id, 'correction')).toHaveLength(1)
    await expect(correct(id, 'positive', lena, key)).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  })

  it('of several people at once all are kept, and the last stands', async () => {
    const labels = ['negative', 'neutral', 'positive'] as const
    for (let round = 0; round < 8; round += 1) {
      const id = await mention({ state: 'stream' })
      await Promise.all(people.map((person, index) => correct(id, labels[index % 3]!, person)))
      const all = await corrections(id, 'correction')
      expect(all).toHaveLength(people.length)
      expect(await corrections(id)).toEqual([all.at(-1)])
      expect((await readHistory(store.db, id)).at(-1)).toMatchObject({
        actor: { id: all.at(-1).person_id },
        detail: { label: all.at(-1).label },
      })
    }
  })
})
