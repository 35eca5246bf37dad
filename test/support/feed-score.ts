import { decodeEntities } from '../../shared/domain/sources/parsing/entities.ts'
import { isIndependent, type CorpusDocument } from './feed-corpus.ts'

/** What a parser found in a document, under the names of the corpus; null when it gave up. */
export type Reading = {
  feed: Partial<Record<string, string | null | undefined>>
  items: Partial<Record<string, string | null | undefined>>[]
} | null

export type Wrong = { document: CorpusDocument; field: string; expected: string; got: string }

/** Name of the group of all documents for which people say what is right. */
export const independent = 'all, independently judged'
/** Name of the group of those where most parsers agree. */
export const voted = 'all, by vote of five parsers'

/** Shares of right values, for each suite and field. */
export class Score {
  readonly wrong: Wrong[] = []
  /** suite → field → counts. */
  readonly #counts = new Map<string, Map<string, { right: number; of: number }>>()

  add(document: CorpusDocument, reading: Reading): void {
    if (document.mustFail) return this.#count(document, 'refused', reading === null)
    this.#count(document, 'parsed', reading !== null)
    if (document.itemsCount !== null) {
      this.#count(document, 'count', reading?.items.length === document.itemsCount)
    }
    for (const [field, expected] of Object.entries(document.feed)) {
      this.#compare(document, `feed ${field}`, expected, [reading?.feed[field]])
    }
    for (const [at, expected] of Object.entries(document.items)) {
      this.#addItem(document, expected, reading?.items[Number(at)] ?? {})
    }
  }

  get groups(): string[] {
    return [...this.#counts.keys()]
  }

  /** 0…1; NaN when nothing was expected. */
  share(field: string, group: string): number {
    const { right, of } = this.#counts.get(group)?.get(field) ?? { right: 0, of: 0 }
    return right / of
  }

  count(field: string, group: string): number {
    return this.#counts.get(group)?.get(field)?.of ?? 0
  }

  /** Everything that has an expected value, as one share. */
  allValues(group: string): number {
    let [right, of] = [0, 0]
    for (const [field, cell] of this.#counts.get(group) ?? [])
      if (!notValues.has(field)) [right, of] = [right + cell.right, of + cell.of]
    return right / of
  }

  #addItem(
    document: CorpusDocument,
    expected: Record<string, string>,
    got: NonNullable<Reading>['items'][0],
  ) {
    for (const field of ['title', 'link', 'id', 'author'])
      this.#compare(document, field, expected[field], [got[field]])
    // One is given for the other so often that the suites do not agree which is which.
    for (const field of ['summary', 'content'])
      this.#compare(document, 'text', expected[field], [got.summary, got.content])
    const date = expected.published ?? expected.date ?? expected.updated
    this.#compare(document, 'date', date, [got.published, got.updated])
  }

  #compare(
    document: CorpusDocument,
    field: string,
    expected: string | undefined,
    got: (string | null | undefined)[],
  ): void {
    if (!expected) return
    const isRight = [...got, ''].some(
      (one) => one !== null && one !== undefined && isSame(field, expected, one),
    )
    if (!isRight) this.wrong.push({ document, field, expected, got: JSON.stringify(got) })
    this.#count(document, field, isRight)
  }

  #count(document: CorpusDocument, field: string, isRight: boolean): void {
    const { suite, isVote } = document
    const groups = isVote
      ? [`${suite}, by vote`, voted]
      : [suite, ...(isIndependent(document) ? [independent] : [])]
    for (const group of groups) {
      const fields = this.#counts.get(group) ?? new Map<string, { right: number; of: number }>()
      this.#counts.set(group, fields)
      const { right, of } = fields.get(field) ?? { right: 0, of: 0 }
      fields.set(field, { right: right + (isRight ? 1 : 0), of: of + 1 })
    }
  }
}

const notValues = new Set(['refused', 'parsed', 'count'])

function isSame(field: string, expected: string, got: string): boolean {
  if (field === 'date') return Math.abs(Date.parse(got) - Date.parse(expected)) < 1000
  if (field === 'id') return got === expected
  if (field.endsWith('link')) return got.replace(/\/$/, '') === expected.replace(/\/$/, '')
  if (field.endsWith('author')) return nameIn(got) === nameIn(expected)
  return plain(got) === plain(expected)
}

/** The lenient comparison: references resolved, tags and white space left out. */
const plain = (text: string) =>
  decodeEntities(decodeEntities(text))
    .replace(/<!--.*?-->|<[^>]*>/gs, '')
    .replace(/\s+/g, '')
    .normalize('NFC')

/** A name without the address beside it. */
const nameIn = (text: string) => plain(text.replace(/\s*[(<](mailto:)?\S+@\S+[)>]\s*$/, ''))
