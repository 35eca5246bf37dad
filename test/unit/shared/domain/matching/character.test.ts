import { expect, test } from 'vitest'
import { pointAt, sizeAt } from '../../../../../shared/domain/matching/character.ts'

test('the character at a place is whole, and half a one is itself', () => {
  const text = 'a😡é\ud83d'
  expect([0, 1, 2, 3, 4, 5].map((at) => pointAt(text, at))).toEqual([
    0x61,
    0x1f621,
    0xde21,
    0xe9,
    0xd83d,
    Number.NaN,
  ])
  expect([0, 1, 3].map((at) => sizeAt(text, at))).toEqual([1, 2, 1])
})

test('half an emoji at the end of what was cut out of a text stays half, however often it is asked for', () => {
  const wholes = Array.from({ length: 500 }, (_, at) => `${'so bad '.repeat(3 + (at % 20))}${at}😡 and more`)
  const read = (cut: string) => {
    let last = 0
    for (let at = 0; at < cut.length; at += sizeAt(cut, at)) last = pointAt(cut, at)
    return last
  }
  let wrong = 0
  for (let round = 0; round < 100; round++)
    for (const whole of wholes) if (read(whole.slice(0, whole.indexOf('😡') + 1)) !== 0xd83d) wrong++
  expect(wrong).toBe(0)
})
