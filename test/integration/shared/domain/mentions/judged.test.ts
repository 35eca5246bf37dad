import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mentionDetail, type MentionCard } from '../../../../../shared/contract/mention.ts'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { previewBrand } from '../../../../../shared/domain/brands/preview.ts'
import { addLabel } from '../../../../../shared/domain/labels/add.ts'
import { addLexiconEntry } from '../../../../../shared/domain/lexicon/add.ts'
import { readMention } from '../../../../../shared/domain/mentions/detail.ts'
import { listMentions } from '../../../../../shared/domain/mentions/list.ts'
import { matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { correct } from '../../../../../shared/domain/triage/correct.ts'
import { createHearing, type Hearing } from '../../../../support/hear.ts'
import {
  addFeed,
  addPerson,
  contradictions,
  openTestStore,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let hearing: Hearing
let admin: Awaited<ReturnType<typeof addPerson>>
let feedId: number

beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  admin = await addPerson(store, 'Ada', 'admin')
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterEach(() => store.close())

const brandOf = async (name: string, more: { queueUrgent?: boolean; answerWithinMinutes?: number } = {}) =>
  (await addBrand(store.db, { name, queries: [{ text: name.toLowerCase() }], ...more })).id

async function cards(brandId: number): Promise<MentionCard[]> {
  const page = await listMentions(store, admin, { lane: 'stream', brandId }, { limit: 100 })
  return page.mentions.toSorted((a, b) => a.id - b.id)
}
/** How many times the harm of it has doubled, by its place in the queue, before anybody waits. */
const doublings = ({ priorityAt, publishedAt }: MentionCard) =>
  (Date.parse(publishedAt) - Date.parse(priorityAt)) / 86_400_000

const fire = 'Hello acme, globex: is it usual that a heater of yours caught fire?'

test('one post is judged for each brand that it is about, by its own words, rules and times', async () => {
  const acme = await brandOf('Acme', { answerWithinMinutes: 60 })
  const globex = await brandOf('Globex', { queueUrgent: false })
  await addLexiconEntry(store, admin, { brandId: acme, phrase: 'heater', weight: 4, active: true })
  const label = await addLabel(store, admin, { brandId: globex, name: 'Fire', rule: 'fire OR smoke' })
  await hearing.hear(feedId, [{ text: fire, potentialReach: 1_000_000 }])

  const [[toAcme], [toGlobex]] = await Promise.all([cards(acme), cards(globex)])
  expect(toAcme!.sentiment.score!).toBeLessThan(toGlobex!.sentiment.score!)
  expect(toAcme).toMatchObject({ state: 'queued', severity: 3, labelIds: [] })
  expect(toAcme!.urgency[0]).toBe('safety')
  expect(toGlobex).toMatchObject({ severity: 3, labelIds: [label.id], potentialReach: 1_000_000 })
  // A grave reason, read by a million: sixteen times; and where an hour is promised, 24 times that.
  expect(doublings(toAcme!)).toBeCloseTo(Math.log2(16 * 24), 6)
  expect(doublings(toGlobex!)).toBe(4)

  const detail = await readMention(store, admin, toAcme!.id)
  expect(mentionDetail.parse(detail)).toEqual(detail)
  expect(detail.brand).toEqual({ id: acme, name: 'Acme', answerWithinMinutes: 60 })
  expect(detail.urgency.map(({ kind }) => kind)).toEqual(toAcme!.urgency)
  for (const { start, end, text } of [...detail.contributions, ...detail.urgency])
    expect(detail.text.slice(start, end)).toBe(text)
  const sum = detail.contributions.reduce((total, { weight }) => total + weight, detail.constant!.weight)
  expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(toAcme!.sentiment.pNegative!, 4)
})

test('a grave reason queues what sounds calm, where the brand wants that, and a preview says so before', async () => {
  const calm = 'acme: my lawyer would like to have your address'
  await hearing.hear(feedId, [{ text: calm }])
  const asked = { queries: [{ text: 'acme' }], queueThreshold: -1 }
  const preview = (queueUrgent?: boolean) =>
    previewBrand(store, hearing, { ...asked, ...(queueUrgent !== undefined && { queueUrgent }) })
  expect(await preview()).toMatchObject({ matched: 1, queued: 1 })
  expect(await preview(false)).toMatchObject({ matched: 1, queued: 0 })

  const { id } = await addBrand(store.db, { name: 'Acme', ...asked })
  await matchKept(hearing, store, id, new AbortController().signal)
  expect(await cards(id)).toMatchObject([{ state: 'queued', urgency: expect.arrayContaining(['legal']) }])
  const other = await addBrand(store.db, { name: 'Other', ...asked, queueUrgent: false })
  await matchKept(hearing, store, other.id, new AbortController().signal)
  expect(await cards(other.id)).toMatchObject([{ state: 'stream', severity: 2 }])
  expect(await previewBrand(store, hearing, { brandId: other.id, queries: asked.queries })).toMatchObject({
    queued: 0,
  })
})

test('what is kept is judged as if it had been heard just now', async () => {
  const texts = [fire, 'acme is awful, refund me', 'acme is sick!', 'Thank you acme', 'acme 谢谢你们的帮助']
  const items = texts.map((text, index) => ({
    externalId: String(index),
    text,
    title: index === 0 ? 'A fire at home' : '',
    publishedAt: new Date(Date.now() - 3_600_000),
    potentialReach: index === 1 ? 5000 : null,
  }))
  const decide = async (brandId: number) => {
    await addLexiconEntry(store, admin, { brandId, phrase: 'sick', weight: -3, active: true })
    await addLabel(store, admin, { brandId, name: 'Fire', rule: 'fire' })
  }
  const before = await brandOf('Acme')
  await decide(before)
  await hearing.hear(feedId, items)
  const after = (await addBrand(store.db, { name: 'Later', queries: [{ text: 'acme' }] })).id
  await decide(after)
  await matchKept(hearing, store, after, new AbortController().signal)
  const judged = async (brandId: number) =>
    (
      await sql`SELECT item_id, state, score, label, scored_label, p_negative, language, contributions, constant, cues,
          urgency, severity, cardinality(label_ids) AS labels, priority_at, model_version, published_at
        FROM mention WHERE brand_id = ${brandId} ORDER BY item_id`.execute(store.db)
    ).rows
  expect(await judged(after)).toHaveLength(texts.length)
  expect(await judged(after)).toEqual(await judged(before))
})

test('an edited post is judged anew; what staff have said of it stays', async () => {
  const acme = await brandOf('Acme')
  const label = await addLabel(store, admin, { brandId: acme, name: 'Fire', rule: 'fire' })
  const say = (...texts: string[]) =>
    hearing.hear(
      feedId,
      texts.map((text, index) => ({ externalId: String(index), text })),
    )
  await say('I like acme', 'I really like acme')
  const [, second] = await cards(acme)
  await correct(store, admin, second!.id, { label: 'neutral' })
  await say('The heater of acme caught fire', 'Awful: the heater of acme caught fire')
  const [plain, corrected] = await cards(acme)
  expect(plain).toMatchObject({ state: 'queued', severity: 3, labelIds: [label.id] })
  expect(plain!.urgency[0]).toBe('safety')
  expect(corrected).toMatchObject({
    state: 'queued',
    severity: 3,
    sentiment: {
      label: 'neutral',
      scoredLabel: 'negative',
      corrected: { by: { id: admin.id, name: 'Ada' } },
    },
  })
  await say('I like acme', 'I really like acme')
  const [calm] = await cards(acme)
  expect(calm).toMatchObject({ state: 'queued', severity: 0, urgency: [], labelIds: [] })
  expect(doublings(calm!)).toBe(0)
  expect(await contradictions(store)).toEqual([])
})

test('of what its author deletes no words are kept, those of its reasons and signs neither', async () => {
  const acme = await brandOf('Acme')
  await hearing.hear(feedId, [{ externalId: 'gone', text: fire }])
  await hearing.forget(feedId, ['gone'])
  const { rows } = await sql`SELECT contributions, constant, cues, urgency FROM mention
    WHERE brand_id = ${acme}`.execute(store.db)
  expect(rows).toEqual([{ contributions: [], constant: null, cues: [], urgency: [] }])
})
