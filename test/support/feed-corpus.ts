import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** One document of the corpus, and what its own project's tests expect of it. */
export type CorpusDocument = {
  suite: string
  file: string
  path: string
  contentType: string | null
  /** Where the document pretends to come from; null when its suite does not say. */
  baseUrl: string | null
  mustFail: boolean
  items: Record<string, Record<string, string>>
  itemsCount: number | null
}

type Expectation = {
  file: string
  contentType: string | null
  baseUrl: string | null
  expect: { mustFail?: boolean; items?: CorpusDocument['items']; items_count?: number }
}

/** Where the feed documents for tests are, or null when this machine has none. */
export function corpusFolder(): string | null {
  const data = process.env.EARSHOT_TEST_DATA ?? resolve(import.meta.dirname, '../../../shared/data')
  const folder = join(data, 'feeds')
  return existsSync(join(folder, 'corpus')) ? folder : null
}

export function readCorpus(folder: string): CorpusDocument[] {
  const corpus = join(folder, 'corpus')
  const suites = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return suites.flatMap(({ name: suite }) =>
    readdirSync(join(corpus, suite))
      .filter((name) => name.endsWith('.expect.json'))
      .map((name) => {
        const { file, contentType, baseUrl, expect } = JSON.parse(
          readFileSync(join(corpus, suite, name), 'utf8'),
        ) as Expectation
        return {
          suite,
          file,
          path: join(corpus, suite, file),
          contentType,
          baseUrl,
          mustFail: expect.mustFail === true,
          items: expect.items ?? {},
          itemsCount: expect.items_count ?? null,
        }
      }),
  )
}
