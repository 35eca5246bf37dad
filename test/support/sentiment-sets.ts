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

/** The labelled rows of a set. Of a line that is none, `leftOut` hears; without it, the reading ends there. */
export function readSet(
  folder: string,
  name: string,
  leftOut: (line: number, why: string) => void = (line, why) => {
    throw new Error(`${name}.jsonl, line ${line}: ${why}`)
  },
): LabelledRow[] {
  return readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return []
      const row = parse(line)
      if (typeof row === 'object') return [row]
      leftOut(at + 1, row)
      return []
    })
}

/** The row, or why it is none. */
function parse(line: string): LabelledRow | string {
  let row: Partial<LabelledRow> | null
  try {
    row = JSON.parse(line) as Partial<LabelledRow> | null
  } catch {
    return 'it is no JSON'
  }
  if (typeof row?.text !== 'string') return 'it has no text'
  if (row.y !== -1 && row.y !== 0 && row.y !== 1) return 'its y is not -1, 0 or 1'
  return { text: row.text, y: row.y }
}
