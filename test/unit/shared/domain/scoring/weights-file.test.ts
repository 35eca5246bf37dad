import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readOwnTexts } from '../../../../../shared/domain/scoring/training/labelled-text.ts'

const file = (name: string) =>
  readFileSync(new URL(`../../../../../shared/domain/scoring/${name}`, import.meta.url))

test('what is told of the weights is of those that ship, and of the texts that are here', () => {
  const told = JSON.parse(file('weights.json').toString()) as { version: string; texts: { own: number } }
  const version = createHash('sha256').update(file('weights.bin')).digest('hex').slice(0, 12)
  expect(told).toMatchObject({ version, texts: { own: readOwnTexts().texts.length } })
})
