import { expect, test } from 'vitest'
import type { UrgencyKind } from '../../../../../shared/contract/sentiment.ts'
import { entersQueue, keptOut } from '../../../../../shared/domain/mentions/enters-queue.ts'

const now = new Date('2030-06-01T12:00:00Z')
const brand = { threshold: -0.1, queueUrgent: true }
const days = (n: number) => new Date(now.getTime() - n * 86_400_000)

type Told = Parameters<typeof entersQueue>[0]
const enters = (told: Partial<Told>, by = brand) =>
  entersQueue(
    { score: 0, label: 'neutral', corrected: false, urgency: [], publishedAt: now, ...told },
    by,
    now,
  )
const reasons = (...kinds: UrgencyKind[]) => kinds.map((kind) => ({ kind }))

test('the queue takes what is as negative as the brand asks and recent enough that somebody may still wait', () => {
  expect(enters({ score: -0.1 })).toBe(true)
  expect(enters({ score: -0.09 })).toBe(false)
  expect(enters({ score: null, label: null }, { threshold: 1, queueUrgent: true })).toBe(false)
  expect(enters({ score: -1, publishedAt: days(30) })).toBe(true)
  expect(enters({ score: -1, publishedAt: new Date(days(30).getTime() - 1) })).toBe(false)
})

test('a grave reason to hurry is enough where the brand wants that, unless it sounds positive; danger is even then', () => {
  expect(enters({ urgency: reasons('money', 'safety') })).toBe(true)
  expect(enters({ urgency: reasons('legal') })).toBe(true)
  expect(enters({ score: null, label: null, urgency: reasons('legal') })).toBe(true)
  expect(enters({ urgency: reasons('legal') }, { ...brand, queueUrgent: false })).toBe(false)
  expect(enters({ urgency: reasons('money', 'waitingTime') })).toBe(false)
  expect(enters({ urgency: reasons('safety'), publishedAt: days(31) })).toBe(false)
  expect(enters({ score: 0.7, label: 'positive', urgency: reasons('legal') })).toBe(false)
  expect(enters({ score: 0.7, label: 'positive', urgency: reasons('safety') })).toBe(true)
})

test('where staff have said how it sounds, that counts and not the score', () => {
  expect(enters({ score: -1, label: 'neutral', corrected: true })).toBe(false)
  expect(enters({ score: 0.5, label: 'negative', corrected: true })).toBe(true)
  expect(enters({ score: -1, label: 'neutral', corrected: true, urgency: reasons('legal') })).toBe(true)
})

test('of several rules that keep it out the first is told', () => {
  const why = (told: Partial<Parameters<typeof keptOut>[0]>) =>
    keptOut(
      {
        score: -0.05,
        label: 'negative',
        corrected: false,
        urgency: [],
        publishedAt: now,
        authorKind: null,
        ...told,
      },
      brand,
      now,
    )
  expect(why({ authorKind: 'staff', publishedAt: days(31) })).toBe('ours')
  expect(why({ authorKind: 'partner', score: -1 })).toBe('ours')
  expect(why({ publishedAt: days(31) })).toBe('old')
  expect(why({})).toBe('above')
  expect(why({ score: -0.5 })).toBeNull()
  expect(why({ urgency: reasons('legal') })).toBeNull()
})
