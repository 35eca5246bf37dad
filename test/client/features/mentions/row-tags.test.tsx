import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { RowTags } from '../../../../client/features/mentions/row-tags.tsx'
import { severityText } from '../../../../client/features/mentions/severity-bar.tsx'
import type { MentionCard } from '../../../../shared/contract/mention.ts'
import { cardWith } from '../../live/server-model.ts'

afterEach(cleanup)

const card = (more: Partial<MentionCard>): MentionCard => ({ ...cardWith({ id: 1 }), ...more })
const { sentiment } = cardWith({ id: 1 })
const tagsOf = (shown: MentionCard): (string | null)[] =>
  [...render(<RowTags card={shown} />).container.children].map((tag) => tag.textContent)

it('a row says the two gravest reasons to hurry', () => {
  expect(tagsOf(card({ urgency: ['safety', 'outage', 'question'] }))).toEqual(['safety', 'outage'])
  expect(tagsOf(card({}))).toEqual([])
})

it('a row says what staff made of it, and who', () => {
  const corrected = { by: { id: 2, name: 'Ana' }, at: '2026-03-01T00:00:00.000Z' }
  expect(tagsOf(card({ sentiment: { ...sentiment, label: 'positive', corrected } }))).toEqual([
    'positive, says Ana',
  ])
})

it('what could not be read is not called neutral, nor harmless', () => {
  const unread = card({
    severity: 0,
    sentiment: { ...sentiment, label: null, scoredLabel: null, score: null },
  })
  expect(tagsOf(unread)).toEqual(['not scored'])
  expect(severityText(unread)).toBe('not scored')
  expect(severityText({ ...unread, severity: 3 })).toBe('severity high')
})
