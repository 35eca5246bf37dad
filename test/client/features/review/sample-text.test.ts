import { describe, expect, it } from 'vitest'
import {
  foundText,
  monthText,
  progressText,
  recallText,
} from '../../../../client/features/review/sample-text.ts'
import type { MentionCard } from '../../../../shared/contract/mention.ts'

const card = (label: string, state = 'stream', lookedAt = true): MentionCard =>
  ({
    state,
    sentiment: { label, corrected: lookedAt ? { by: { id: 1, name: 'Ana' }, at: '' } : null },
  }) as MentionCard

describe('what a sample has shown', () => {
  it('is how much is looked at', () => {
    expect(progressText([card('neutral'), card('negative', 'stream', false)])).toBe('1 of 2 looked at')
  })

  it('is what the queue had missed, and where it stands now', () => {
    expect(foundText([card('neutral'), card('positive')])).toBe('Nothing was missed.')
    // What Earshot alone calls negative is not found, and what nobody has looked at is not cleared.
    const left = card('negative', 'stream', false)
    expect(foundText([card('neutral'), left])).toBe('Nothing was missed so far.')
    expect(foundText([left])).toBe('Nobody has looked at any of them yet.')
    expect(foundText([card('negative', 'queued')])).toBe(
      'One complaint was found that the queue had missed; it is in it now.',
    )
    expect(foundText([card('negative', 'queued'), card('negative', 'answered')])).toBe(
      '2 complaints were found that the queue had missed; they are in it now.',
    )
    expect(foundText([card('negative', 'queued'), card('negative')])).toMatch(/; 1 of them is in it now\.$/)
    expect(foundText([card('negative')])).toMatch(/It stays in the stream: too old, or by one of yours\.$/)
  })
})

describe('what a month of samples has shown', () => {
  it('is said in one sentence', () => {
    expect(monthText({ drawn: 320, reviewed: 210, missed: 9 })).toBe(
      'In the last 30 days 320 mentions were drawn and 210 looked at: 9 of these were complaints that the queue had missed.',
    )
    expect(monthText({ drawn: 1, reviewed: 0, missed: 0 })).toBe(
      'In the last 30 days one mention was drawn; none has been looked at yet.',
    )
    expect(monthText({ drawn: 20, reviewed: 20, missed: 0 })).toMatch(/: none of these was a complaint/)
    expect(monthText({ drawn: 20, reviewed: 20, missed: 1 })).toMatch(/: one of these was a complaint/)
  })

  it('gives recall with what is sure about it, or says why it cannot', () => {
    expect(recallText({ estimate: 0.91, low: 0.82, high: 0.96 })).toBe(
      'By these samples about 9 in 10 of the complaints reach the queue: of a hundred, most surely 82 to 96.',
    )
    expect(recallText(null)).toMatch(/can be told when more of the samples are looked at/)
  })
})
