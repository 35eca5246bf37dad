import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportOf } from '../../../server/feed-report.ts'
import { createParser, type Parser } from '../../../shared/domain/sources/parse-thread.ts'
import { Problem } from '../../../shared/runtime/problem.ts'
import { corpusFolder, readCorpus, type CorpusDocument } from '../../support/feed-corpus.ts'
import { independent, Score, voted, type Reading } from '../../support/feed-score.ts'

const folder = corpusFolder()
if (folder === null) {
  console.warn(
    'The feed corpus is not on this machine, so its test is skipped; EARSHOT_TEST_DATA says where it is.',
  )
}

/** Shares of right values that are held now; they may rise, never fall. */
const held = {
  title: 0.95,
  link: 0.94,
  id: 0.94,
  date: 0.99,
  author: 0.97,
  text: 0.99,
  count: 0.99,
  'feed title': 0.99,
  'feed link': 0.99,
  'feed description': 0.99,
  'feed author': 0.99,
}

describe.skipIf(folder === null)('every document of the corpus', () => {
  let parser: Parser
  beforeAll(() => void (parser = createParser({ threads: 2 })))
  afterAll(() => parser.close())

  async function read({ path, baseUrl, contentType }: CorpusDocument): Promise<Reading> {
    const url = baseUrl?.trim() ?? null
    try {
      const document = await parser.read(await readFile(path), { url, contentType })
      const { feed, items } = reportOf(path, url, document)
      return {
        feed: { ...feed, id: document.feed.id },
        items: items.map(({ media: _media, ...item }) => item),
      }
    } catch (error) {
      if (error instanceof Problem) return null
      throw error
    }
  }

  it('is read as its own project expects', { timeout: 300_000 }, async () => {
    const documents = readCorpus(join(folder ?? '', 'corpus'))
    expect(documents.length).toBeGreaterThan(1000)
    const score = new Score()
    for (const document of documents) score.add(document, await read(document))

    expect(score.share('parsed', independent)).toBeGreaterThanOrEqual(0.99)
    expect(score.share('parsed', voted)).toBe(1)
    expect(score.share('refused', independent)).toBe(1)
    expect(score.allValues(independent)).toBeGreaterThanOrEqual(0.98)
    for (const [field, share] of Object.entries(held)) {
      expect(score.share(field, independent), field).toBeGreaterThanOrEqual(share)
    }
  })
})
