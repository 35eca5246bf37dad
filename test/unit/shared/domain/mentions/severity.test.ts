import { expect, test } from 'vitest'
import type { SentimentLabel, UrgencyKind } from '../../../../../shared/contract/sentiment.ts'
import { severityOf } from '../../../../../shared/domain/mentions/severity.ts'

const scored = (score: number | null, label: SentimentLabel | null, ...kinds: UrgencyKind[]) =>
  severityOf({ score, label, corrected: false, urgency: kinds.map((kind) => ({ kind })) })
const corrected = (score: number | null, label: SentimentLabel, ...kinds: UrgencyKind[]) =>
  severityOf({ score, label, corrected: true, urgency: kinds.map((kind) => ({ kind })) })

test('severity grows with how bad it sounds; what cannot be scored counts as none', () => {
  const scores = [1, 0, -0.14, -0.15, -0.49, -0.5, -0.79, -0.8, -1, null]
  expect(scores.map((score) => scored(score, null))).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3, 0])
})

test('the gravest reason to hurry counts where it is worse than how it sounds, and a question is none', () => {
  expect(scored(0, 'neutral', 'question')).toBe(0)
  expect(scored(0, 'neutral', 'money', 'legal')).toBe(2)
  expect(scored(-0.2, 'negative', 'safety')).toBe(3)
  expect(scored(-0.9, 'negative', 'money')).toBe(3)
  expect(scored(null, null, 'safety')).toBe(3)
})

test('what sounds positive is grave only when somebody may get hurt', () => {
  expect(scored(0.6, 'positive', 'legal', 'press', 'vulnerable', 'money')).toBe(0)
  expect(scored(0.6, 'positive', 'legal', 'safety')).toBe(3)
})

test('what staff have said counts before the score: negative is never nothing, and the rest is', () => {
  expect(corrected(-0.9, 'positive')).toBe(0)
  expect(corrected(-0.9, 'neutral')).toBe(0)
  expect(corrected(0.5, 'negative')).toBe(1)
  expect(corrected(null, 'negative')).toBe(1)
  expect(corrected(-0.9, 'negative')).toBe(3)
  expect(corrected(-0.9, 'neutral', 'legal')).toBe(2)
  expect(corrected(-0.9, 'positive', 'legal')).toBe(0)
})
