import { describe, expect, it } from 'vitest'
import { localDateTime, snoozeChoices } from '../../../../client/features/triage/snooze-times.ts'

const at = (text: string) => snoozeChoices(new Date(text)).map(({ id, until }) => [id, localDateTime(until)])

describe('snooze choices', () => {
  it('on a Wednesday morning are an hour, the afternoon, tomorrow and Monday', () => {
    expect(at('2026-03-11T08:30')).toEqual([
      ['hour', '2026-03-11T09:30'],
      ['afternoon', '2026-03-11T15:00'],
      ['tomorrow', '2026-03-12T09:00'],
      ['monday', '2026-03-16T09:00'],
    ])
  })

  it('leave the afternoon out when it has begun or is nearer than an hour', () => {
    expect(at('2026-03-11T14:10').map(([id]) => id)).toEqual(['hour', 'tomorrow', 'monday'])
    expect(at('2026-03-11T22:00').map(([id]) => id)).toEqual(['hour', 'tomorrow', 'monday'])
  })

  it('on a Sunday do not offer one moment twice', () => {
    expect(at('2026-03-15T10:00').map(([id]) => id)).toEqual(['hour', 'afternoon', 'tomorrow'])
  })

  it('on a Monday mean the next one, over a month’s end too', () => {
    expect(at('2026-03-30T16:00').at(-1)).toEqual(['monday', '2026-04-06T09:00'])
  })
})
