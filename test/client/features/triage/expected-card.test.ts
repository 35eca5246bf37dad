import { describe, expect, it } from 'vitest'
import { expectedCard, queuedByCorrection } from '../../../../client/features/triage/expected-card.ts'
import { madeText } from '../../../../client/features/triage/move-text.ts'
import type { MentionCard } from '../../../../shared/contract/mention.ts'
import type { SentimentLabel } from '../../../../shared/contract/sentiment.ts'
import { cardWith } from '../../live/server-model.ts'

const ana = { id: 2, name: 'Ana' }
const now = new Date()
const daysAgo = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString()
const card = (more: Partial<MentionCard>): MentionCard => ({
  ...cardWith({ id: 1, state: 'stream' }),
  queuedAt: null,
  author: 'maria',
  excerpt: 'Fine.',
  publishedAt: daysAgo(1),
  ...more,
})
const corrected = (from: MentionCard, label: SentimentLabel | null): MentionCard =>
  expectedCard(from, { kind: 'correct', body: { label } }, ana, [], now)

describe('a correction, before the server has answered', () => {
  it('shows what staff say, and Earshot’s own again when that is taken back', () => {
    const said = corrected(card({}), 'positive')
    expect(said.sentiment).toMatchObject({
      label: 'positive',
      scoredLabel: 'negative',
      corrected: { by: ana },
    })
    expect(said.version).toBe(2)
    expect(corrected(said, null).sentiment).toMatchObject({ label: 'negative', corrected: null })
  })

  it('puts a complaint found in the stream into the queue, and says so', () => {
    expect(corrected(card({}), 'negative')).toMatchObject({ state: 'queued', queuedAt: now.toISOString() })
    expect(madeText({ kind: 'correct', body: { label: 'negative' } }, card({}))).toBe(
      'Marked negative, and put into the queue: maria, “Fine.”',
    )
  })

  it('queues nothing that is old, by one of ours, in another state, or no complaint', () => {
    const left = [
      card({ publishedAt: daysAgo(31) }),
      card({ authorKind: 'staff' }),
      card({ state: 'answered' }),
      card({ state: 'claimed' }),
    ]
    for (const one of left) {
      expect(queuedByCorrection(one, 'negative', now.getTime())).toBe(false)
      expect(corrected(one, 'negative').state).toBe(one.state)
    }
    expect(corrected(card({}), 'neutral').state).toBe('stream')
    expect(madeText({ kind: 'correct', body: { label: 'negative' } }, left[0]!)).toBe(
      'Marked negative: maria, “Fine.”',
    )
    expect(madeText({ kind: 'correct', body: { label: null } }, card({}))).toMatch(
      /^Earshot’s label counts again/,
    )
  })
})
