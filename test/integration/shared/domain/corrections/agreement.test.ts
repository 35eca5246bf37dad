import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SentimentLabel } from '../../../../../shared/contract/sentiment.ts'
import { agreement as contract } from '../../../../../shared/contract/trust.ts'
import { readAgreement } from '../../../../../shared/domain/corrections/agreement.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { addJudged, type Judged } from '../../../../support/judged.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  openTestStore,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let lena: Awaited<ReturnType<typeof addPerson>>
let brands: number[]
let feedId: number

const now = new Date()
const weekMs = 7 * 86_400_000
/** The Monday that this week began with, UTC. */
const monday = Date.UTC(
  now.getUTCFullYear(),
  now.getUTCMonth(),
  now.getUTCDate() - ((now.getUTCDay() + 6) % 7),
)
const inWeek = (week: number) => new Date(monday - (11 - week) * weekMs + 1000)

beforeAll(async () => {
  store = await openTestStore()
  lena = await addPerson(store, 'Lena')
  brands = [await addBrand(store, 'Acme'), await addBrand(store, 'Other')]
  feedId = await addFeed(store, 'https://example.org/feed')
  const labelled = (
    week: number,
    scored: SentimentLabel | null,
    correctedTo: SentimentLabel,
    more: Partial<Judged> = {},
  ): Judged => ({
    brandId: brands[0]!,
    feedId,
    label: scored,
    correctedTo,
    correctedAt: inWeek(week),
    language: 'en',
    ...more,
  })
  await addJudged(store, lena.id, [
    labelled(11, 'negative', 'negative'),
    labelled(11, 'negative', 'neutral'),
    labelled(10, 'neutral', 'negative', { source: 'mastodon', language: 'de' }),
    labelled(0, 'positive', 'positive', { source: 'mastodon', language: null }),
    labelled(-1, 'positive', 'negative'),
    labelled(5, null, 'negative', { language: 'pl' }),
    labelled(5, 'negative', 'negative', { brandId: brands[1]! }),
    { brandId: brands[0]!, feedId, label: 'negative' },
  ])
})
afterAll(() => store.close())

it('counts what staff say against what the scorer said: by week, source and language', async () => {
  const told = contract.parse(await readAgreement(store, lena, brands[0]))
  expect(told.all).toEqual({ labelled: 4, agreed: 2 })
  expect(told.weeks).toHaveLength(12)
  expect(told.weeks.map(({ start }) => Date.parse(start))).toEqual(
    Array.from({ length: 12 }, (_, week) => monday - (11 - week) * weekMs),
  )
  expect(told.weeks.map(({ labelled }) => labelled)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2])
  expect(told.weeks.map(({ agreed }) => agreed)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  expect(told.bySource.map(({ weeks, ...source }) => ({ ...source, weeks: weeks.length }))).toEqual([
    { source: 'mastodon', labelled: 2, agreed: 1, weeks: 12 },
    { source: 'rss', labelled: 2, agreed: 1, weeks: 12 },
  ])
  expect(Object.fromEntries(told.byLanguage.map(({ language, labelled }) => [language, labelled]))).toEqual({
    en: 2,
    de: 1,
    null: 1,
  })
})

it('says what was taken for what, and what could not be scored', async () => {
  expect((await readAgreement(store, lena, brands[0])).confusion).toEqual([
    { scored: 'negative', negative: 1, neutral: 1, positive: 0 },
    { scored: 'neutral', negative: 1, neutral: 0, positive: 0 },
    { scored: 'positive', negative: 0, neutral: 0, positive: 1 },
    { scored: 'unscored', negative: 1, neutral: 0, positive: 0 },
  ])
})

it('is of all brands, the archived ones too, or of one', async () => {
  await store.pool.query('UPDATE brand SET archived_at = now() WHERE id = $1', [brands[1]])
  expect((await readAgreement(store, lena)).all).toEqual({ labelled: 5, agreed: 3 })
  expect((await readAgreement(store, lena, brands[1])).all).toEqual({ labelled: 1, agreed: 1 })
  expect((await readAgreement(store, lena, 999_999)).all).toEqual({ labelled: 0, agreed: 0 })
})

it('adds up whichever way it is counted', async () => {
  const told = await readAgreement(store, lena)
  const total = (parts: readonly { labelled: number }[]) =>
    parts.reduce((sum, { labelled }) => sum + labelled, 0)
  expect(total(told.weeks)).toBe(told.all.labelled)
  expect(total(told.bySource)).toBe(told.all.labelled)
  expect(total(told.byLanguage)).toBe(told.all.labelled)
  for (const { weeks, labelled } of [...told.bySource, ...told.byLanguage])
    expect(total(weeks)).toBe(labelled)
  const scored = told.confusion.filter((row) => row.scored !== 'unscored')
  expect(scored.reduce((sum, row) => sum + row.negative + row.neutral + row.positive, 0)).toBe(
    told.all.labelled,
  )
})

it('knows only what stands: the last of several, and nothing that was taken back', async () => {
  const brandId = await addBrand(store, 'Third')
  const [id] = await addMentions(store, [{ brandId, feedId, label: 'negative' }])
  const told = async () => (await readAgreement(store, lena, brandId)).all
  await moves.correct(store, lena, id!, { label: 'negative' })
  expect(await told()).toEqual({ labelled: 1, agreed: 1 })
  await moves.correct(store, lena, id!, { label: 'positive' })
  expect(await told()).toEqual({ labelled: 1, agreed: 0 })
  await moves.undo(store, lena, id!, {})
  expect(await told()).toEqual({ labelled: 1, agreed: 1 })
  await moves.correct(store, lena, id!, { label: null })
  expect(await told()).toEqual({ labelled: 0, agreed: 0 })
})
