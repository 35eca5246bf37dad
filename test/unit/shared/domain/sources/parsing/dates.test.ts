import { describe, expect, it } from 'vitest'
import { readDate } from '../../../../../../shared/domain/sources/parsing/dates.ts'

describe('dates', () => {
  it.each([
    ['2026-03-09T10:11:12Z', '2026-03-09T10:11:12Z'],
    ['2026-03-09T10:11:12.345+02:00', '2026-03-09T08:11:12Z'],
    ['2026-03-09T10:11', '2026-03-09T10:11:00Z'],
    ['2026-03-09 10:11:12 -0330', '2026-03-09T13:41:12Z'],
    ['2026-03-09', '2026-03-09T00:00:00Z'],
    ['20260309T101112Z', '2026-03-09T10:11:12Z'],
    ['2026-03', '2026-03-01T00:00:00Z'],
    ['2026', '2026-01-01T00:00:00Z'],
    ['2026-068', '2026-03-09T00:00:00Z'],
    ['031231', '2003-12-31T00:00:00Z'],
    ['Mon, 09 Mar 2026 10:11:12 GMT', '2026-03-09T10:11:12Z'],
    ['Mon, 9 Mar 26 10:11:12 EST', '2026-03-09T15:11:12Z'],
    ['09 March 2026 10:11 +0100', '2026-03-09T09:11:00Z'],
    ['Mon Mar  9 10:11:12 2026', '2026-03-09T10:11:12Z'],
    ['Mon Mar 09 2026 10:11:12 GMT+0100 (Central European Standard Time)', '2026-03-09T09:11:12Z'],
    ['March 9, 2026, 10:11 p.m.', '2026-03-09T22:11:00Z'],
    ['03/19/2026 12:05 am PST', '2026-03-19T08:05:00Z'],
    ['19/03/2026', '2026-03-19T00:00:00Z'],
    ['19.03.2026 10:11', '2026-03-19T10:11:00Z'],
    ['Montag, 9. März 2026 10:11:12 +0100', '2026-03-09T09:11:12Z'],
    ['lun., 09 févr. 2026 10:11:12 +0100', '2026-02-09T09:11:12Z'],
    ['mar, 10 mar 2026 10:11:12 GMT', '2026-03-10T10:11:12Z'],
    ['lun, 12 ene 2026 10:11:12 GMT', '2026-01-12T10:11:12Z'],
    ['пн, 09 фев 2026 10:11:12 +0300', '2026-02-09T07:11:12Z'],
    ['1773051072', '2026-03-09T10:11:12Z'],
    ['1773051072000', '2026-03-09T10:11:12Z'],
    ['  Mon, 09 Mar 2026 10:11:12 Z\n', '2026-03-09T10:11:12Z'],
  ])('%s', (text, expected) => {
    expect(readDate(text)).toEqual(new Date(expected))
  })

  it.each([
    '',
    'yesterday',
    '0000-00-00',
    '2026-13-40',
    '99/99/9999',
    'Mon, 32 Mar 2026',
    '25:61',
    '::::',
    '1',
  ])('%j is none', (text) => {
    expect(readDate(text)).toBeNull()
  })

  it('is none when there is nothing', () => {
    expect(readDate(undefined)).toBeNull()
    expect(readDate(null)).toBeNull()
  })

  it('takes short time for hostile texts', () => {
    const start = performance.now()
    for (const part of ['1', '1:', '1/', 'a', ' ', '+1', '.', 'jan ']) readDate(part.repeat(100_000))
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
