import { describe, expect, it } from 'vitest'
import {
  countedNow,
  foundIn,
  isLookedAt,
  nextToLookAt,
  oneBefore,
} from '../../../../client/features/review/sample-progress.ts'
import type { MentionCard } from '../../../../shared/contract/mention.ts'

const card = (id: number, said: 'negative' | 'neutral' | null = null): MentionCard =>
  ({
    id,
    state: 'stream',
    sentiment: {
      label: said ?? 'negative',
      corrected: said === null ? null : { by: { id: 1, name: 'Ana' }, at: '2026-03-10T12:00:00.000Z' },
    },
  }) as MentionCard

describe('going through a sample', () => {
  const cards = [card(1, 'neutral'), card(2), card(3, 'negative'), card(4)]
  const none = new Set<number>()

  it('goes to the next that nobody has looked at, and from the end to the beginning', () => {
    expect(nextToLookAt(cards, none, undefined)?.id).toBe(2)
    expect(nextToLookAt(cards, none, 2)?.id).toBe(4)
    expect(nextToLookAt(cards, none, 4)?.id).toBe(2)
  })

  it('passes over what is skipped, and ends when nothing is left', () => {
    expect(nextToLookAt(cards, new Set([2]), undefined)?.id).toBe(4)
    expect(nextToLookAt(cards, new Set([2, 4]), undefined)).toBeUndefined()
    expect(nextToLookAt([], none, undefined)).toBeUndefined()
  })

  it('goes back to what was before, looked at or not', () => {
    expect(oneBefore(cards, 4)?.id).toBe(3)
    expect(oneBefore(cards, 1)?.id).toBe(4)
    expect(oneBefore(cards, undefined)?.id).toBe(4)
  })

  it('has found what people call negative: never what only Earshot does', () => {
    expect(cards.map(isLookedAt)).toEqual([true, false, true, false])
    expect(foundIn(cards).map(({ id }) => id)).toEqual([3])
  })

  it('counts in the month what was heard of it since, in both directions', () => {
    const sample = { day: null, mentions: cards, drawn: 36, reviewed: 12, missed: 2, recall: null }
    expect(countedNow(sample, cards)).toEqual({ drawn: 36, reviewed: 12, missed: 2 })
    const labelled = [card(1, 'negative'), card(2, 'neutral'), card(3, 'negative'), card(4)]
    expect(countedNow(sample, labelled)).toEqual({ drawn: 36, reviewed: 13, missed: 3 })
    expect(countedNow(sample, [card(1), card(2), card(3), card(4)])).toMatchObject({
      reviewed: 10,
      missed: 1,
    })
  })
})
