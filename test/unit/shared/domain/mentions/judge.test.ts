import { expect, test } from 'vitest'
import type { Listening, ListeningBrand } from '../../../../../shared/domain/listening/compiled.ts'
import { listeningFor, newBrand } from '../../../../../shared/domain/listening/listening-for.ts'
import { createHandleBook } from '../../../../../shared/domain/known-handles/handle-book.ts'
import { compileMatcher } from '../../../../../shared/domain/matching/matcher.ts'
import { parseQuery } from '../../../../../shared/domain/matching/query.ts'
import { judgeItem, type Heard } from '../../../../../shared/domain/mentions/judge.ts'
import { compileBrandLexicon } from '../../../../../shared/domain/scoring/brand-lexicon.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'

const dayMs = 86_400_000
const scorer = createScorer()
const now = new Date('2030-06-01T12:00:00Z')
const standing = { publishedAt: now, potentialReach: null, corrected: null }
const nothing = { matchesByBrand: new Map(), asideByBrand: new Map() }

const brand = (more: Partial<ListeningBrand>): ListeningBrand => ({
  ...newBrand,
  ...more,
})

function listening(brands: Record<number, ListeningBrand>, more: Partial<Listening> = {}): Listening {
  return {
    ...listeningFor([], scorer),
    brands: new Map(Object.entries(brands).map(([id, one]) => [Number(id), one])),
    ...more,
  }
}

const item = (text: string, author: string | null = null): Heard => ({
  title: '',
  text,
  language: 'en',
  url: null,
  author,
  authorUrl: null,
  media: [],
})

const judge = (heard: Heard, to: Listening, by = scorer) =>
  judgeItem(heard, nothing, { source: 'reddit' }, { listening: to, scorer: by, now })

test('each brand judges by its own words, threshold and time; those without words share one score', () => {
  let scored = 0
  const counting: typeof scorer = {
    ...scorer,
    score(...given) {
      scored += 1
      return scorer.score(...given)
    },
  }
  const lexicon = compileBrandLexicon([{ phrase: 'sick', weight: -4 }])
  const all = listening({
    1: brand({}),
    2: brand({ answerWithinMinutes: 60 }),
    3: brand({ lexicon }),
    4: brand({ threshold: -1 }),
  })
  const { judgeFor } = judge(item('This update is sick, awful weather though'), all, counting)
  const [plain, quick, own, patient] = [1, 2, 3, 4].map((id) => judgeFor(id, standing))
  expect(scored).toBe(2)
  expect(plain!.complains).toBe(true)
  expect(patient!.complains).toBe(false)
  expect(own!.scored.pNegative!).toBeLessThan(plain!.scored.pNegative!)
  expect(quick!.severity).toBe(plain!.severity)
  expect(plain!.priorityAt.getTime() - quick!.priorityAt.getTime()).toBeCloseTo(Math.log2(24) * dayMs, -1)
})

test('labels are given by the rules of the brand that it is about', () => {
  const rules = [
    { id: '7', brandId: '1', query: parseQuery('parcel') },
    { id: '8', brandId: '2', query: parseQuery('parcel') },
    { id: '9', brandId: '1', query: parseQuery('refund OR (came source:reddit)') },
    { id: '10', brandId: '1', query: parseQuery('refund') },
  ]
  const all = listening(
    { 1: brand({}), 2: brand({}), 3: brand({}) },
    { labeller: compileMatcher(rules, scorer.languageOf), labelling: new Set([1, 2]) },
  )
  const { judgeFor } = judge(item('My parcel never came'), all)
  expect([1, 2, 3].map((id) => judgeFor(id, standing).labelIds)).toEqual([[7, 9], [8], []])
})

test('what our own people say asks for no answer', () => {
  const handles = createHandleBook([{ source: null, handle: 'acme_help', kind: 'staff' }])
  const all = listening({ 1: brand({}) }, { handles })
  const sad = (author: string) => judge(item('This is awful', author), all)
  expect(sad('somebody').judgeFor(1, standing).complains).toBe(true)
  expect(sad('acme_help').authorKind).toBe('staff')
  expect(sad('acme_help').judgeFor(1, standing).complains).toBe(false)
})

test('what staff have said counts as the label and for the place in the queue; what the scorer said stays', () => {
  const { judgeFor } = judge(item('This is the worst, awful'), listening({ 1: brand({}) }))
  const judged = judgeFor(1, { ...standing, corrected: 'positive' })
  expect(judged).toMatchObject({
    label: 'positive',
    severity: 0,
    complains: false,
    scored: { label: 'negative' },
  })
  expect(judged.priorityAt).toEqual(now)
  expect(judgeFor(1, standing)).toMatchObject({ label: 'negative', complains: true })
})

test('how it stands decides its place: when it was published, and how many may read it', () => {
  const { judgeFor } = judge(
    item('Somebody may get hurt, your heater caught fire'),
    listening({ 1: brand({}) }),
  )
  const before = new Date('2030-05-31T12:00:00Z')
  const judged = judgeFor(1, { publishedAt: before, potentialReach: 1_000_000, corrected: null })
  expect(judged.severity).toBe(3)
  // Eight times for its severity, twice for its reach: four doublings.
  expect(before.getTime() - judged.priorityAt.getTime()).toBe(4 * dayMs)
})
