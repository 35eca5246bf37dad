import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connector, FetchOutcome } from '../../../shared/domain/sources/connector.ts'
import { emptyFetchState } from '../../../shared/domain/sources/connector.ts'
import { createSafeHttp, type SafeHttp } from '../../../shared/domain/sources/http.ts'
import type { Item } from '../../../shared/domain/sources/item.ts'
import { createParser, type Parser } from '../../../shared/domain/sources/parse-thread.ts'
import { cleanLine } from '../../../shared/domain/sources/parsing/clean-text.ts'
import { htmlToText } from '../../../shared/domain/sources/parsing/html-text.ts'
import { createConnector } from '../../../shared/domain/sources/connectors/rss.ts'
import { Problem } from '../../../shared/runtime/problem.ts'
import { corpusFolder, readCorpus, type CorpusDocument } from '../../support/feed-corpus.ts'
import { serveLocally, type LocalHttp } from '../../support/local-http.ts'

const folder = corpusFolder()
if (folder === null) {
  console.warn(
    'The feed corpus is not on this machine, so its test is skipped; EARSHOT_TEST_DATA says where it is.',
  )
}

describe.skipIf(folder === null)('every document of the corpus', () => {
  let parser: Parser
  let http: SafeHttp
  let connector: Connector
  let server: LocalHttp
  const served = new Map<string, { path: string; contentType: string | null }>()

  beforeAll(async () => {
    parser = createParser({ threads: 2 })
    connector = createConnector({ parser })
    http = createSafeHttp({ allowPrivate: true, userAgent: 'Earshot/test' })
    server = await serveLocally((request, response) => {
      const document = served.get(request.url ?? '')
      if (document === undefined) return void response.writeHead(404).end()
      if (document.contentType !== null) response.setHeader('Content-Type', document.contentType)
      createReadStream(document.path).pipe(response)
    })
  })
  afterAll(async () => {
    await http.close()
    await parser.close()
    await server.close()
  })

  async function hear(path: string, contentType: string | null): Promise<FetchOutcome | Problem> {
    const name = `/${served.size}.xml`
    served.set(name, { path, contentType })
    try {
      const signal = AbortSignal.timeout(60_000)
      return await connector.fetch({
        config: { url: server.url + name },
        state: emptyFetchState,
        http,
        signal,
      })
    } catch (error) {
      if (error instanceof Problem) return error
      throw error
    }
  }

  it(
    'passes through without breaking the worker, and 97 % of those that should parse do',
    { timeout: 300_000 },
    async () => {
      const documents = readCorpus(folder ?? '')
      const table = new Table()
      const failures: string[] = []
      for (let at = 0; at < documents.length; at += 8) {
        await Promise.all(
          documents.slice(at, at + 8).map(async (document) => {
            const outcome = await hear(document.path, document.contentType)
            const items = !(outcome instanceof Problem) && outcome.kind === 'items' ? outcome.items : null
            if (items === null && !document.mustFail) {
              failures.push(`${document.suite}/${document.file}: ${String(outcome)}`)
            }
            table.add(document, items)
          }),
        )
      }
      console.log(table.toString())
      console.log(failures.join('\n'))

      expect(documents.length).toBeGreaterThan(1000)
      expect(table.share('parsed')).toBeGreaterThanOrEqual(0.97)
      expect(table.share('refused')).toBe(1)

      for (const [field, share] of Object.entries(goals)) {
        expect(table.share(field as Row), field).toBeGreaterThanOrEqual(share)
      }
    },
  )

  it('that was made to do harm leaves the worker alive', { timeout: 120_000 }, async () => {
    const hostile = join(folder ?? '', 'hostile')
    const files = readdirSync(hostile).filter((name) => /\.(xml|json)$/.test(name) && name !== 'expect.json')
    expect(files.length).toBeGreaterThan(5)
    for (const file of files) {
      const start = performance.now()
      const outcome = await hear(join(hostile, file), null)
      expect(performance.now() - start, file).toBeLessThan(5000)
      if (outcome instanceof Problem || outcome.kind !== 'items') continue
      for (const { title, text } of outcome.items) {
        expect(title + text, file).not.toContain('root:')
        expect(text.length, file).toBeLessThanOrEqual(20_000)
        // oxlint-disable-next-line no-control-regex -- none may be left
        expect(title + text, file).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/)
      }
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

type Row = 'parsed' | 'refused' | 'count' | 'title' | 'link' | 'id' | 'date' | 'author' | 'text'

/** Shares of right values that are held now; they may rise, never fall. */
const goals: Partial<Record<Row, number>> = {
  title: 0.95,
  text: 0.93,
  date: 0.9,
  id: 0.94,
  link: 0.82,
  author: 0.84,
  count: 0.99,
}

/** Suites whose expected values are what their own parser made of the document, right or wrong. */
const ownOutput = new Set(['rss-parser', 'feedsmith'])

/** Counts what came out right, by field. */
class Table {
  readonly #rows = new Map<Row, { right: number; of: number }>()

  add(document: CorpusDocument, items: Item[] | null): void {
    if (document.mustFail) return this.#count('refused', items === null)
    this.#count('parsed', items !== null)
    if (items === null) return
    if (ownOutput.has(document.suite)) return
    if (document.itemsCount !== null) this.#count('count', items.length === document.itemsCount)
    for (const [at, expected] of Object.entries(document.items)) {
      this.#addItem(expected, items[Number(at)], document.baseUrl !== null)
    }
  }

  share(row: Row): number {
    const { right, of } = this.#rows.get(row) ?? { right: 0, of: 1 }
    return right / of
  }

  toString(): string {
    const lines = [...this.#rows].map(([row, { right, of }]) => {
      return `${row.padEnd(8)} ${`${right}/${of}`.padStart(11)} ${((100 * right) / of).toFixed(1).padStart(6)} %`
    })
    return ['field         right        ', ...lines].join('\n')
  }

  #addItem(expected: Record<string, string>, item: Item | undefined, isElsewhere: boolean): void {
    const { title, link, id, author } = expected
    // The summary and the content of an entry are alternatives to us.
    const texts = [expected.content, expected.summary].filter((text) => !!text)
    const date = expected.published ?? expected.date ?? expected.updated
    // What stands for a missing title is shown in its place, not stored.
    if (title) this.#count('title', plain(item?.title || item?.text || item?.url) === plain(title))
    // Relative links cannot come out as expected where the document was served from another address.
    if (link && !isElsewhere) this.#count('link', withoutSlash(item?.url) === withoutSlash(link))
    if (id) this.#count('id', item?.externalId === id)
    if (author) this.#count('author', !!item?.author && plain(author).includes(plain(item.author)))
    if (texts.length > 0) this.#count('text', sameText(item, texts))
    if (date) this.#count('date', Math.abs((item?.publishedAt?.getTime() ?? 0) - Date.parse(date)) < 1000)
  }

  #count(row: Row, isRight: boolean): void {
    const cell = this.#rows.get(row) ?? { right: 0, of: 0 }
    this.#rows.set(row, { right: cell.right + (isRight ? 1 : 0), of: cell.of + 1 })
  }
}

const plain = (text: string | undefined | null) => cleanLine(htmlToText(htmlToText(text ?? '')), 20_000)
const withoutSlash = (link: string | undefined | null) => (link ?? '').replace(/\/$/, '')
const bare = (text: string) => plain(text).replace(/\s/g, '')

function sameText(item: Item | undefined, expected: (string | undefined)[]): boolean {
  const got = bare(item?.text ?? '')
  return expected.some((one) => one !== undefined && bare(one).slice(0, 15_000) === got.slice(0, 15_000))
}
