import { expect, test } from 'vitest'
import { advisoryLocks } from '../../../../shared/database/advisory-locks.ts'

test('no two things are locked by the same number', () => {
  const numbers = Object.values(advisoryLocks)
  expect(new Set(numbers).size).toBe(numbers.length)
})
