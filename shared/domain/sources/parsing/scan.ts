import { Element, readAttributes, Scope, tagEnd, type Home } from './element.ts'

export type Scanned = {
  root: Element
  /** The document ends before its root element does. */
  cutOff: boolean
  /** Tags were left out or closed where they belong. */
  isDamaged: boolean
}

export type ScanOptions = {
  /** Elements that are handed over whole as soon as they end, and not kept: a feed can have very many. */
  entryName: string
  /** Gives whether to read on. */
  onEntry: (entry: Element) => boolean
  /** Customary prefix of the namespace of the dialect's own elements. */
  namespace: string
  /** Elements whose content is not the document's own, so that an entry inside is none of its entries. */
  foreign: ReadonlySet<string>
  /** Where the document came from. */
  url: string | null
}

/** How far up an end tag looks for its beginning. */
const maxLookUp = 256
const slash = 47
const exclamation = 33
const question = 63

/**
 * Reads XML in one pass and in time linear in its length, and forgives what it can: end tags that are missing,
 * misplaced or never begun, and characters that should have been escaped. Null when there is no element.
 */
export function scan(document: string, options: ScanOptions): Scanned | null {
  return new Scanner(document, options).run()
}

class Scanner {
  readonly #document: string
  readonly #options: ScanOptions
  readonly #open: Element[] = []
  /** Place of the open entry in `#open`; -1 outside entries. */
  #entryAt = -1
  #root: Element | null = null
  #isDamaged = false
  #rootEnded = false
  #isEnough = false
  /** Ends that do not come any more, so that they are not looked for again and again. */
  readonly #missing = new Set<string>()
  #rootPrefix: string | null = null
  #finished = 0

  constructor(document: string, options: ScanOptions) {
    this.#document = document
    this.#options = options
  }

  run(): Scanned | null {
    const document = this.#document
    let at = document.indexOf('<')
    while (at >= 0 && !this.#rootEnded && !this.#isEnough) {
      const next = document.charCodeAt(at + 1)
      let after: number
      if (next === slash) after = this.#endTag(at)
      else if (next === exclamation) after = this.#declaration(at)
      else if (next === question) after = this.#after('?>', at, 2)
      else if (isNameStart(next)) after = this.#startTag(at)
      else after = at + 1
      if (after < 0) break
      at = document.indexOf('<', after)
    }
    return this.#finish()
  }

  #finish(): Scanned | null {
    const root = this.#root
    if (root === null) return null
    const cutOff = !this.#rootEnded && !this.#isEnough
    // What an entry lacks at the end of half a document may change its id, so it waits for the whole.
    const keepLast = this.#finished === 0
    if (this.#entryAt >= 0 && (!keepLast || this.#isEnough)) this.#open.splice(this.#entryAt)
    while (this.#open.length > 0) this.#close(this.#document.length)
    return { root, cutOff, isDamaged: this.#isDamaged || cutOff }
  }

  #startTag(at: number): number {
    const document = this.#document
    const end = tagEnd(document, at)
    if (end < 0) return -1
    const isEmpty = document.charCodeAt(end - 1) === slash
    let nameEnd = at + 1
    while (nameEnd < end && !endsName(document.charCodeAt(nameEnd))) nameEnd++
    const written = document.slice(at + 1, nameEnd)
    const attributes = document.slice(nameEnd, isEmpty ? end - 1 : end)
    const outer = this.#open.at(-1)
    let scope = outer?.scope ?? new Scope(null, undefined, new Map())
    if (attributes !== '' && /xml|lang/i.test(attributes)) {
      scope = scope.inside(readAttributes(attributes), this.#home(written))
    }
    const name = scope.nameOf(written)
    if (name === this.#options.entryName) this.#beginEntry(at)
    const element = new Element(document, written, name, attributes, scope, end + 1)
    this.#root ??= element
    this.#open.push(element)
    if (isEmpty) this.#close(end + 1)
    return end + 1
  }

  #home(written: string): Home {
    const { url, namespace } = this.#options
    const isRoot = this.#root === null
    if (isRoot && !/rdf$/i.test(written))
      this.#rootPrefix = /^(.*):/.exec(written)?.[1]?.toLowerCase() ?? null
    return { url, namespace, prefix: this.#rootPrefix, isRoot }
  }

  /** An entry ends the one before, should that have been forgotten; entries are never inside each other. */
  #beginEntry(at: number): void {
    if (this.#entryAt >= 0) {
      if (this.#isInForeign()) return
      this.#isDamaged = true
      const begun = this.#entryAt
      while (this.#open.length > begun) this.#close(at)
    }
    this.#entryAt = this.#open.length
  }

  #isInForeign(): boolean {
    const { foreign } = this.#options
    const inside = this.#open.slice(this.#entryAt + 1, this.#entryAt + 4)
    return inside.some(({ name }) => foreign.has(name))
  }

  #endTag(at: number): number {
    const document = this.#document
    const end = document.indexOf('>', at)
    if (end < 0) return -1
    let written = document.slice(at + 2, end)
    const open = this.#open
    const last = open.at(-1)
    if (last?.written !== written) {
      written = written.split('<', 1)[0]?.trim().toLowerCase() ?? ''
      const found = this.#findOpen(written)
      if (found < 0) {
        this.#isDamaged = true
        return end + 1
      }
      if (found < open.length - 1) this.#isDamaged = true
      while (open.length > found + 1) this.#close(at)
    }
    this.#close(at)
    return end + 1
  }

  #findOpen(written: string): number {
    const open = this.#open
    const until = Math.max(0, open.length - maxLookUp)
    for (let at = open.length - 1; at >= until; at--) {
      const begun = open[at]?.written ?? ''
      if (begun.length === written.length && begun.toLowerCase() === written) return at
    }
    const entry = open[this.#entryAt]
    return entry?.written.toLowerCase() === written ? this.#entryAt : -1
  }

  #close(at: number): void {
    const element = this.#open.pop()
    if (element === undefined) return
    element.end(at)
    const outer = this.#open.at(-1)
    if (this.#open.length === this.#entryAt) {
      this.#entryAt = -1
      this.#finished++
      this.#isEnough ||= !this.#options.onEntry(element)
    } else if (outer === undefined) {
      this.#rootEnded = true
    } else {
      outer.children.push(element)
    }
  }

  #declaration(at: number): number {
    const document = this.#document
    if (document.startsWith('<![CDATA[', at)) return this.#after(']]>', at, 9)
    if (document.startsWith('<!--', at)) return this.#after('-->', at, 4)
    return at + 2
  }

  /** Behind `end`; behind the beginning, which is `length` long, when there is no end. */
  #after(end: string, at: number, length: number): number {
    const found = this.#missing.has(end) ? -1 : this.#document.indexOf(end, at + length)
    if (found >= 0) return found + end.length
    this.#missing.add(end)
    this.#isDamaged = true
    return at + length
  }
}

/** Letters, `_` and everything beyond ASCII. */
const isNameStart = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 128

const endsName = (code: number) => code === 47 || code === 32 || (code >= 9 && code <= 13)
