import { describe, expect, it } from 'vitest'
import { cleanItem } from '../../../../../shared/domain/sources/clean-item.ts'

describe('the date of an item', () => {
  const now = new Date('2026-03-09T10:11:12.345Z')
  const dateOf = (publishedAt: string | Date | null) =>
    cleanItem({ externalId: '1', publishedAt }, now).publishedAt

  it('is that which an API says, to the millisecond', () => {
    expect(dateOf('2026-03-09T08:00:00.123Z')).toEqual(new Date('2026-03-09T08:00:00.123Z'))
    expect(dateOf('2026-03-09T10:00:00.5+02:00')).toEqual(new Date('2026-03-09T08:00:00.500Z'))
    expect(dateOf(new Date('1998-01-01'))).toEqual(new Date('1998-01-01'))
  })

  it('is never in the future', () => {
    expect(dateOf('2026-03-09T10:11:13.000Z')).toEqual(now)
    expect(dateOf('9999-12-31T00:00:00Z')).toEqual(now)
  })

  it.each([
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00.000Z',
    '0000-01-01T00:00:00Z',
    '1066-10-14T09:00:00+00:00',
    '2026-02-31T99:00:00Z',
    new Date('0001-01-01T00:00:00Z'),
    new Date(-1e15),
    new Date(8.64e15),
    new Date(Number.NaN),
  ])('is unknown when nobody can have written then: %s', (given) => {
    expect(dateOf(given)).toBeNull()
  })
})
