import { expect, it } from 'vitest'
import { signed } from '../../../client/lib/signed.ts'

it('writes figures with a true minus, and what rounds to nothing without a sign', () => {
  expect([signed(-0.234), signed(0.1), signed(-0.001), signed(0.004)]).toEqual([
    '−0.23',
    '+0.10',
    '0.00',
    '0.00',
  ])
})
