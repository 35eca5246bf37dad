import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ratingSize, readWordRatings } from '../../../../../shared/domain/scoring/training/word-ratings.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-ratings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function read(...lines: string[]) {
  const file = join(folder, 'ratings.tsv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return readWordRatings(file)
}

it('reads how good or bad a word sounds, and what it marks', () => {
  const ratings = read('lovely\t2.5', 'crashed\t-2!', 'minister\t0#', 'ugh\t-3@')
  expect([...ratings.keys()]).toEqual(['lovely', 'crashed', 'minister', 'ugh'])
  const [lovely, crashed, minister, ugh] = [...ratings.values()]
  expect(lovely).toHaveLength(ratingSize)
  expect(lovely).toEqual([12.5, 0, 0, 0, 0])
  expect(crashed).toEqual([0, 10, 4, 0, 0])
  expect(minister).toEqual([0, 0, 0, 4, 0])
  expect(ugh).toEqual([0, 15, 0, 0, 4])
})

it.each(['lovely', 'lovely 2', 'lovely\t4', 'lovely\t3.5', 'lovely\t2?', 'two words\t1'])(
  'refuses the line “%s”',
  (line) => expect(() => read(line)).toThrow(`This line is no rating of a word that has none: ${line}`),
)

it('refuses a word that stands twice', () => {
  expect(() => read('lovely\t2', 'lovely\t1')).toThrow('lovely\t1')
})

it('reads what this project has rated', () => {
  const ratings = readWordRatings()
  expect(ratings.size).toBeGreaterThan(20_000)
  const terrible = ratings.get('terrible')!
  const lovely = ratings.get('lovely')!
  expect(terrible[1]).toBeGreaterThan(terrible[0]!)
  expect(lovely[0]).toBeGreaterThan(lovely[1]!)
})

const names =
  'trump putin pelosi ryanair paypal amazon disney netflix muslims immigrants women gay republicans autistic'
it.each(names.split(' '))('rates no persons, companies and groups of people: %s', (name) => {
  const [good = 0, bad = 0] = readWordRatings().get(name) ?? []
  expect([good, bad]).toEqual([0, 0])
})
