import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurnstile } from '../../../../shared/runtime/turnstile.ts'

test('so many are in at once, and the others come in the order in which they stood in line', async () => {
  const turnstile = createTurnstile(2)
  let inside = 0
  let most = 0
  const order: number[] = []
  const pass = (n: number) =>
    turnstile(async () => {
      inside += 1
      most = Math.max(most, inside)
      order.push(n)
      await sleep(5)
      inside -= 1
      return n
    })
  expect(await Promise.all([1, 2, 3, 4, 5].map(pass))).toEqual([1, 2, 3, 4, 5])
  expect([most, order]).toEqual([2, [1, 2, 3, 4, 5]])
})

test('one who stumbles makes room all the same', async () => {
  const turnstile = createTurnstile(1)
  await expect(turnstile(() => Promise.reject(new Error('fell')))).rejects.toThrow('fell')
  expect(await turnstile(async () => 'in')).toBe('in')
})

test('who would make the line too long is turned away, and later let in', async () => {
  const turnstile = createTurnstile(1, { longestLine: 1, refuse: () => new Error('full') })
  const gate = Promise.withResolvers<string>()
  const inside = turnstile(() => gate.promise)
  const waiting = turnstile(async () => 'second')
  await expect(turnstile(async () => 'third')).rejects.toThrow('full')
  gate.resolve('first')
  expect(await Promise.all([inside, waiting])).toEqual(['first', 'second'])
  expect(await turnstile(async () => 'third')).toBe('third')
})
