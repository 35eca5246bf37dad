import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gatherWords } from '../../../../../shared/domain/scoring/training/fit.ts'
import { isHeldOut, readOwnTexts } from '../../../../../shared/domain/scoring/training/labelled-text.ts'
import { weigh } from '../../../../../shared/domain/scoring/training/weigh.ts'
import { readWeights, writeWeights } from '../../../../../shared/domain/scoring/weights-file.ts'

const own = readOwnTexts()
const few = [{ ...own, texts: own.texts.slice(0, 400) }]
const lexicon = new Map([
  ['terrible', -2.1],
  ['lovely', 2.8],
])

describe('training', () => {
  it('gives the same bytes for the same texts, and others for others', () => {
    const train = (sets: typeof few) =>
      writeWeights(weigh(sets, gatherWords(lexicon, null, new Map())).weights)
    const once = train(few)
    expect(Buffer.compare(once, train(few))).toBe(0)
    expect(Buffer.compare(once, train([{ ...own, texts: own.texts.slice(0, 399) }]))).not.toBe(0)
  })

  it('holds out about a tenth of the own texts, and every label', () => {
    const heldOut = own.texts.filter(isHeldOut)
    expect(heldOut.length / own.texts.length).toBeGreaterThan(0.07)
    expect(heldOut.length / own.texts.length).toBeLessThan(0.13)
    expect(new Set(heldOut.map((one) => one.label))).toEqual(new Set([-1, 0, 1]))
  })
})

describe('the weights that ship', () => {
  const file = readFileSync(join(import.meta.dirname, '../../../../../shared/domain/scoring/weights.bin'))

  it('are small and come back from their bytes unchanged', () => {
    expect(file.length).toBeLessThan(3 * 2 ** 20)
    expect(Buffer.compare(writeWeights(readWeights(file)), file)).toBe(0)
  })

  it('are refused when they belong to other features', () => {
    expect(() => readWeights(new Uint8Array(64))).toThrow('npm run train:sentiment')
  })
})
