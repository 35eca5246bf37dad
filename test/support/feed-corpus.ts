import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

type Values = Record<string, string>

/** One document of the corpus, and what its own project's tests expect of it. */
export type CorpusDocument = {
  suite: string
  file: string
  path: string
  contentType: string | null
  /** Where the document pretends to come from; null when its suite does not say. */
  baseUrl: string | null
  mustFail: boolean
  /** Its values are those on which most of five parsers agree, which is weak evidence that they are right. */
  isVote: boolean
  feed: Values
  items: Record<string, Values>
  itemsCount: number | null
}

type Expectation = {
  file: string
  contentType: string | null
  baseUrl: string | null
  /** Values on which most of five parsers agree, for documents of which nobody says what is right. */
  consensus?: { values: Record<string, [value: string | number, votes: number]> }
  expect: { mustFail?: boolean; feed?: Values; items?: CorpusDocument['items']; items_count?: number }
}

/** Suites whose expected values are what their own parser made of the document, right or wrong. */
const ownOutput: ReadonlySet<string> = new Set(['rss-parser', 'feedsmith'])

/** Whether people wrote down what is right for a document, who did not take it from a parser of Node's. */
export const isIndependent = ({ suite, isVote }: CorpusDocument): boolean => !isVote && !ownOutput.has(suite)

/** Where the feed documents for tests are, or null when this machine has none. */
export function corpusFolder(): string | null {
  const data = process.env.EARSHOT_TEST_DATA ?? resolve(import.meta.dirname, '../../../shared/data')
  const folder = join(data, 'feeds')
  return existsSync(join(folder, 'corpus')) ? folder : null
}

/** `corpus`: a folder with a folder for each suite, in which each document has a `.expect.json`. */
export function readCorpus(corpus: string): CorpusDocument[] {
  const suites = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return suites.flatMap(({ name: suite }) =>
    readdirSync(join(corpus, suite))
      .filter((name) => name.endsWith('.expect.json'))
      .map((name) => {
        const { file, contentType, baseUrl, expect, consensus } = JSON.parse(
          readFileSync(join(corpus, suite, name), 'utf8'),
        ) as Expectation
        return {
          suite,
          file,
          path: join(corpus, suite, file),
          contentType,
          baseUrl,
          mustFail: expect.mustFail === true,
          isVote: consensus !== undefined,
          feed: expect.feed ?? {},
          items: expect.items ?? {},
          itemsCount: expect.items_count ?? null,
          ...(consensus && agreed(consensus.values)),
        }
      }),
  )
}

/** From `{ 'items.0.title': ['T', 5] }`. */
function agreed(values: Record<string, [string | number, number]>) {
  const feed: Values = {}
  const items: Record<string, Values> = {}
  for (const [path, [value]] of Object.entries(values)) {
    const [holder, at = '', field] = path.split('.')
    if (holder === 'feed') feed[at] = String(value)
    else if (holder === 'items' && field !== undefined) (items[at] ??= {})[field] = String(value)
  }
  return { feed, items, itemsCount: Number(values.items_count?.[0] ?? Number.NaN) || null }
}
