import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { replaceFolder } from '../../../server/replace-folder.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'earshot-replace-'))
})
afterEach(() => rmSync(home, { recursive: true }))

/** A folder with two files that say whose they are. */
function make(name: string): string {
  const folder = join(home, name)
  mkdirSync(join(folder, 'deep'), { recursive: true })
  writeFileSync(join(folder, 'one'), name)
  writeFileSync(join(folder, 'deep', 'two'), name)
  return folder
}
const place = () => join(home, 'place')
const read = () => ['one', 'deep/two'].map((file) => readFileSync(join(place(), file), 'utf8'))

test('takes a place that is free, and one that is not', async () => {
  await replaceFolder(make('first'), place())
  expect(read()).toEqual(['first', 'first'])
  writeFileSync(join(place(), 'left'), 'over')
  await replaceFolder(make('second'), place())
  expect(read()).toEqual(['second', 'second'])
  expect(readdirSync(home)).toEqual(['place'])
  expect(readdirSync(place()).toSorted()).toEqual(['deep', 'one'])
})

test('of many at once one wins, none fails, and nothing is left behind', async () => {
  for (let round = 0; round < 20; round += 1) {
    const names = Array.from({ length: 8 }, (_, index) => `round-${round}-${index}`)
    await Promise.all(names.map(make).map((fresh) => replaceFolder(fresh, place())))
    const [one, two] = read()
    expect(names).toContain(one)
    expect(two).toBe(one)
    expect(readdirSync(home)).toEqual(['place'])
  }
})

test('says why when it cannot', async () => {
  await expect(replaceFolder(make('fresh'), join(home, 'nowhere', 'place'))).rejects.toThrow(/ENOENT/)
})
