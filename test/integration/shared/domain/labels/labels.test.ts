import { afterEach, beforeEach, expect, test } from 'vitest'
import { label, labelPreview } from '../../../../../shared/contract/label.ts'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { addLabel } from '../../../../../shared/domain/labels/add.ts'
import { changeLabel, removeLabel } from '../../../../../shared/domain/labels/change.ts'
import { listLabels } from '../../../../../shared/domain/labels/list.ts'
import { previewLabel } from '../../../../../shared/domain/labels/preview.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { brandsToRescore, rescoreBrand } from '../../../../../shared/domain/rescoring/work-off.ts'
import { createHearing, type Hearing } from '../../../../support/hear.ts'
import { addFeed, addPerson, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let hearing: Hearing
let feedId: number
let brandId: number
let ada: Awaited<ReturnType<typeof addPerson>>

beforeEach(async () => {
  store = await openTestStore()
  hearing = createHearing(store)
  brandId = (await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })).id
  feedId = await addFeed(store, 'https://example.org/a')
  ada = await addPerson(store, 'Ada', 'admin')
  await matchKept(hearing, store, brandId, new AbortController().signal)
})
afterEach(() => store.close())

async function rescore() {
  const tools = { ...hearing, intake: <Result>(pass: () => Promise<Result>) => pass() }
  await rescoreBrand(tools, store, brandId, { signal: new AbortController().signal, untilMs: 60_000 })
}
async function labelled() {
  const { rows } = await store.pool.query('SELECT id FROM mention ORDER BY id')
  const cards = await readCards(
    store.db,
    rows.map(({ id }) => id),
  )
  return Object.fromEntries(cards.map(({ excerpt, labelIds }) => [excerpt, labelIds]))
}
const refund = 'Where is my refund, Lumo?'
const opening = 'The Lumo store is open on Sunday'
const hear = (...texts: string[]) =>
  hearing.hear(
    feedId,
    texts.map((text) => ({ text })),
  )

test('a label comes to what is heard and to the past, follows its rule, and is gone when it is removed', async () => {
  await hear(refund, opening)
  const refunds = await addLabel(store, ada, { brandId, name: 'Refunds', rule: 'refund OR "money back"' })
  expect(label.parse(refunds)).toEqual(refunds)
  expect(await labelled()).toEqual({ [refund]: [], [opening]: [] })
  await rescore()
  await hear('Lumo, I want my money back')
  expect(await labelled()).toEqual({
    [refund]: [refunds.id],
    [opening]: [],
    'Lumo, I want my money back': [refunds.id],
  })

  await changeLabel(store, ada, refunds.id, { rule: 'sunday' })
  await rescore()
  expect((await labelled())[opening]).toEqual([refunds.id])
  expect((await labelled())[refund]).toEqual([])
  await removeLabel(store, ada, refunds.id)
  await rescore()
  expect(Object.values(await labelled())).toEqual([[], [], []])
  expect(await listLabels(store)).toEqual([])
})

test('another name asks for no rescoring, and is taken only once a brand', async () => {
  const refunds = await addLabel(store, ada, { brandId, name: 'Refunds', rule: 'refund' })
  const shops = await addLabel(store, ada, { brandId, name: 'Shops', rule: 'store' })
  await rescore()
  expect(await changeLabel(store, ada, shops.id, { name: 'Opening hours' })).toMatchObject({
    name: 'Opening hours',
    rule: 'store',
  })
  expect(await brandsToRescore(store)).toEqual([])
  const taken = { code: 'name_taken', fields: [{ path: 'name' }] }
  await expect(addLabel(store, ada, { brandId, name: 'refunds', rule: 'x' })).rejects.toMatchObject(taken)
  await expect(changeLabel(store, ada, shops.id, { name: 'REFUNDS' })).rejects.toMatchObject(taken)
  const other = (await addBrand(store.db, { name: 'Other', queries: [{ text: 'other' }] })).id
  await addLabel(store, ada, { brandId: other, name: 'Refunds', rule: 'refund' })
  expect((await listLabels(store)).map(({ name }) => name)).toEqual(['Opening hours', 'Refunds', 'Refunds'])
  expect((await listLabels(store))[1]).toEqual(refunds)
})

test('a rule that cannot be read is refused at its place; a brand must be there, and has 200 labels at most', async () => {
  const unreadable = { code: 'invalid_query', fields: [{ path: 'rule', start: 11, end: 12 }] }
  const { id } = await addLabel(store, ada, { brandId, name: 'Refunds', rule: 'refund' })
  const rule = 'refund AND ('
  await expect(addLabel(store, ada, { brandId, name: 'Other', rule })).rejects.toMatchObject(unreadable)
  await expect(changeLabel(store, ada, id, { rule })).rejects.toMatchObject(unreadable)
  await expect(previewLabel(store, hearing, { brandId, rule })).rejects.toMatchObject(unreadable)
  for (const change of [
    () => addLabel(store, ada, { brandId: 999, name: 'Other', rule: 'x' }),
    () => changeLabel(store, ada, 999, { name: 'Other' }),
    () => removeLabel(store, ada, 999),
    () => previewLabel(store, hearing, { brandId: 999, rule: 'x' }),
  ])
    await expect(change()).rejects.toMatchObject({ code: 'not_found' })
  await store.pool.query(
    "INSERT INTO label (brand_id, name, rule) SELECT $1, 'label ' || n, 'x' FROM generate_series(2, 200) n",
    [brandId],
  )
  await expect(addLabel(store, ada, { brandId, name: 'One more', rule: 'x' })).rejects.toMatchObject({
    code: 'invalid_request',
    message: expect.stringContaining('200'),
  })
})

test('a preview shows what a rule would label, with the words marked', async () => {
  await hear(refund, opening)
  const preview = await previewLabel(store, hearing, { brandId, rule: 'refund' })
  expect(labelPreview.parse(preview)).toEqual(preview)
  expect(preview).toMatchObject({
    lookedAt: 2,
    matched: 1,
    examples: [{ text: refund, spans: [{ field: 'text', start: 12, end: 18 }] }],
  })
})
