import { describe, expect, it } from 'vitest'
import { brandChangeOf, valuesOf } from '../../../../client/features/brands/brand-values.ts'
import { proposedQuery } from '../../../../client/lib/proposed-query.ts'
import { brandChange, type Brand } from '../../../../shared/contract/brand.ts'

const brand: Brand = {
  id: 1,
  name: 'Acme',
  queries: [
    { id: 7, text: 'acme' },
    { id: 8, text: '@acme' },
  ],
  queueThreshold: -0.1,
  queueUrgent: true,
  answerWithinMinutes: 1440,
  archived: false,
  createdAt: '2026-01-01T00:00:00.000Z',
}

describe('what is sent of a brand', () => {
  const values = valuesOf(brand)

  it('is only what was changed', () => {
    expect(brandChangeOf(values, brand)).toEqual({})
    expect(brandChangeOf({ ...values, name: 'Acme Air' }, brand)).toEqual({ name: 'Acme Air' })
    expect(brandChangeOf({ ...values, queueThreshold: 0 }, brand)).toEqual({ queueThreshold: 0 })
    expect(brandChangeOf({ ...values, queueUrgent: false }, brand)).toEqual({ queueUrgent: false })
    const sooner = { amount: '2', unit: 'hours' } as const
    expect(brandChangeOf({ ...values, answerWithinMinutes: sooner }, brand)).toEqual({
      answerWithinMinutes: 120,
    })
    const same = { amount: '24', unit: 'hours' } as const
    expect(brandChangeOf({ ...values, answerWithinMinutes: same }, brand)).toEqual({})
  })

  it('keeps the ids of queries that stay, and gives none to new ones', () => {
    const queries = [values.queries[1]!, { key: 'added', text: 'acmeair' }]
    const change = brandChangeOf({ ...values, queries }, brand)
    expect(change).toEqual({ queries: [{ id: 8, text: '@acme' }, { text: 'acmeair' }] })
    expect(brandChange.safeParse(change).success).toBe(true)
  })
})

describe('the query that a name proposes', () => {
  it('is the name as a phrase, which no quote inside can end', () => {
    expect(proposedQuery(' Acme  Air ')).toBe('"Acme Air"')
    expect(proposedQuery('The "Best" Kettle')).toBe('"The Best Kettle"')
    expect(proposedQuery('  ')).toBe('')
  })
})
