import { describe, expect, it } from 'vitest'
import {
  glanceText,
  paceText,
  reachText,
  severitySentence,
  slaText,
} from '../../../../client/features/mentions/priority-text.ts'
import type { MentionCard } from '../../../../shared/contract/mention.ts'
import { cardWith } from '../../live/server-model.ts'
import { detailWith } from './detail-with.ts'

const published = new Date(2026, 2, 10, 12, 0)
const minutes = (count: number): number => published.getTime() + count * 60_000

/** A mention of a brand with this SLA. */
function placed(card: Partial<MentionCard>, answerWithinMinutes = 1440) {
  const whole = { ...cardWith({ id: 1 }), severity: 0, ...card, publishedAt: published.toISOString() }
  return detailWith({
    card: whole,
    brand: { id: 1, name: 'Acme', answerWithinMinutes },
  })
}

describe('the parts of a priority, in sentences', () => {
  it('say until when an answer is owed, and why so soon', () => {
    const grave = placed({ severity: 3 })
    expect(slaText(grave, minutes(158))).toBe(
      'Acme answers ordinary mentions within 24 h, this one within 3 h: 8 times as fast for its severity. That is by 15:00, in 22 min.',
    )
    expect(slaText(grave, minutes(220))).toMatch(/That was by 15:00, 40 min ago\.$/)
    expect(slaText(placed({ severity: 3, potentialReach: 1_000_000 }), minutes(0))).toMatch(
      /this one within 1 h 30 min: 8 times as fast for its severity, twice as fast for its reach\./,
    )
    expect(slaText(placed({}, 60), minutes(0))).toBe(
      'Acme answers ordinary mentions within 1 h, and so this one. That is by 13:00, in 1 h.',
    )
    expect(slaText(placed({}), minutes(0))).toMatch(/That is by 11 Mar,? 12:00, in 1 d\.$/)
  })

  it('call unknown reach unknown, neither nobody nor a crowd', () => {
    expect(reachText(placed({ potentialReach: null }))).toBe(
      'How many may read it is unknown. It counts as if about a hundred might.',
    )
    expect(reachText(placed({ potentialReach: 0 }))).toBe(
      'Hardly anybody may read it. An answer is owed half as fast for that.',
    )
    expect(reachText(placed({ potentialReach: 12_000 }))).toBe(
      '12,000 may read it. An answer is owed 1½ times as fast for that.',
    )
    expect(glanceText(placed({ potentialReach: null }), null, minutes(0))).not.toMatch(/read/)
  })

  it('say what made it severe', () => {
    const { sentiment } = cardWith({ id: 1 })
    const card = (more: Partial<MentionCard>): MentionCard => ({ ...cardWith({ id: 1 }), ...more })
    expect(severitySentence(card({ severity: 3 }))).toBe('High: it sounds negative')
    expect(severitySentence(card({ severity: 2, sentiment: { ...sentiment, label: 'neutral' } }))).toBe(
      'Medium, for its reasons to hurry; it sounds neutral',
    )
    const unread = { ...sentiment, label: null, scoredLabel: null, language: 'pl' }
    expect(severitySentence(card({ severity: 0, sentiment: unread }))).toBe(
      'None. It is not scored: Earshot cannot read Polish yet',
    )
    const corrected = { ...sentiment, corrected: { by: { id: 2, name: 'Ana' }, at: published.toISOString() } }
    expect(severitySentence(card({ severity: 1, sentiment: corrected }))).toBe('Low: negative, says Ana')
  })

  it('are one line at a glance', () => {
    const mention = placed({ severity: 3, potentialReach: 12_000 })
    expect(glanceText(mention, 38 * 60, minutes(38))).toBe(
      'Severity high · 12K may read it · waiting 38 min · answer due in 1 h 20 min',
    )
    expect(glanceText(mention, 200 * 60, minutes(200))).toMatch(/answer overdue by 1 h 21 min$/)
    const unread = { ...cardWith({ id: 1 }).sentiment, label: null }
    expect(glanceText(placed({ sentiment: unread }), null, minutes(0))).toBe('Not scored')
  })

  it('give factors in quarters', () => {
    expect([0.5, 0.75, 1.04, 1.26, 1.52, 2, 4, 8].map(paceText)).toEqual([
      'half as fast',
      'three quarters as fast',
      'about as fast as usual',
      '1¼ times as fast',
      '1½ times as fast',
      'twice as fast',
      '4 times as fast',
      '8 times as fast',
    ])
  })
})
