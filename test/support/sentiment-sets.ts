import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export type LabelledRow = { text: string; y: number }

/** Where the labelled texts for tests are, or null when this machine has none. */
export function sentimentFolder(): string | null {
  const data = process.env.EARSHOT_TEST_DATA ?? resolve(import.meta.dirname, '../../../shared/data')
  const folder = join(data, 'sentiment')
  return existsSync(folder) ? folder : null
}

/** The sets of a folder, by name, those in folders of it too. */
export function setsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => name.slice(0, -'.jsonl'.length))
    .toSorted()
}

/** The labelled rows of a set; others are left out. */
export function readSet(folder: string, name: string): LabelledRow[] {
  return readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LabelledRow)
    .filter(({ text, y }) => typeof text === 'string' && [-1, 0, 1].includes(y))
}
