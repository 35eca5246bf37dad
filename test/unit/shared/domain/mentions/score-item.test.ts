import { expect, test } from 'vitest'
import { scoreItem } from '../../../../../shared/domain/mentions/score-item.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'

const scorer = createScorer()
type Item = { title: string; text: string }
const score = (item: Item) => scoreItem({ ...item, language: 'en' }, 'rss', scorer)

test('each word that counts stands where it is said to stand, in the title or in the text', () => {
  const item = {
    title: 'Terrible service, my lawyer will call you',
    text: 'I have been waiting for three weeks. Refund me! Your heater caught fire, you are awful.',
  }
  const { contributions, cues, urgency } = score(item)
  const places = [...contributions, ...urgency]
  for (const { field, start, end, text } of places) expect(item[field].slice(start, end)).toBe(text)
  for (const list of [contributions, urgency])
    expect(new Set(list.map(({ field }) => field))).toEqual(new Set(['title', 'text']))
  for (const { field, start, end } of cues) expect(item[field].slice(start, end)).toMatch(/^\S.*\S$/)
  expect(cues.length).toBeGreaterThan(0)
})

test('a text that begins with its title is scored once, with its places in the text', () => {
  const text = 'Terrible service. Never again.'
  const once = score({ title: 'Terrible service', text })
  expect(once).toEqual(score({ title: '', text }))
  expect(once.contributions.every(({ field }) => field === 'text')).toBe(true)
  expect(score({ title: 'Awful', text }).scored.score).not.toBe(once.scored.score)
})

test('a title that is the text cut off counts no word twice', () => {
  const text = 'Terrible service at the counter, and nobody  answers the phone. Never again.'
  for (const title of [
    'Terrible service at the coun…',
    'Terrible service at the counter, and nobody answers...',
  ])
    expect(score({ title, text })).toEqual(score({ title: '', text }))
})

test('a review whose title is stars and the beginning of its text counts no word twice', () => {
  const text = 'Terrible app, crashes all the time'
  const starred = score({ title: '★☆☆☆☆ Terrible', text })
  expect(starred).toEqual(score({ title: '★☆☆☆☆', text }))
  const words = starred.contributions.filter(({ field }) => field === 'text')
  expect(words.length).toBeGreaterThan(0)
  for (const { start, end, text: said } of words) expect(text.slice(start, end)).toBe(said)
})

test('the log-odds are the constant and all contributions; what is not scored has neither', () => {
  const { scored, constant, contributions } = score({ title: 'Awful', text: 'They lost my parcel twice' })
  const sum = contributions.reduce((total, { weight }) => total + weight, constant!.weight)
  expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(scored.pNegative!, 5)
  const silent = score({ title: '', text: 'https://example.org/post' })
  expect(silent).toMatchObject({ constant: null, contributions: [], urgency: [] })
  expect(silent.scored).toMatchObject({ score: null, label: null, pNegative: null })
})
