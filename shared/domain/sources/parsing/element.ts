import { decodeEntities } from './entities.ts'
import { nestBase } from './links.ts'
import { prefixOf } from './namespaces.ts'

/** What is known before the first element is read. */
export type Home = {
  /** Where the document came from. */
  url: string | null
  /** Customary prefix of the namespace whose elements need none. */
  namespace: string
  /** The prefix that the document's root has, whose elements need none either. */
  prefix: string | null
  isRoot: boolean
}

/** What elements inherit from those around them. */
export class Scope {
  /** What relative links refer to by xml:base; null when the document does not say. */
  readonly base: string | null
  readonly language: string | undefined
  readonly #prefixes: ReadonlyMap<string, string>
  readonly #names = new Map<string, string>()

  constructor(base: string | null, language: string | undefined, prefixes: ReadonlyMap<string, string>) {
    this.base = base
    this.language = language
    this.#prefixes = prefixes
  }

  /** Name in lower case, with the customary prefix of its namespace: `dc:creator` whatever the document calls it. */
  nameOf(written: string): string {
    let name = this.#names.get(written)
    if (name === undefined) this.#names.set(written, (name = this.#findName(written.toLowerCase())))
    return name
  }

  #findName(written: string): string {
    const colon = written.indexOf(':')
    const prefix = written.slice(0, Math.max(colon, 0))
    const local = written.slice(colon + 1)
    const known = this.#prefixes.get(prefix) ?? prefix
    return known === '' ? local : `${known}:${local}`
  }

  /** The scope inside an element with these attributes. */
  inside(attributes: Map<string, string>, home: Home): Scope {
    const prefixes = new Map(this.#prefixes)
    let [base, language] = [this.base, this.language]
    for (const [name, value] of attributes) {
      if (name === 'xml:base') base = nestBase(base ?? home.url, value)
      else if (name === 'xml:lang' || name === 'lang') language = value
      else if (name === 'xmlns') prefixes.set('', home.isRoot ? '' : (prefixIn(home, value) ?? ''))
      else if (name.startsWith('xmlns:')) {
        const prefix = name.slice('xmlns:'.length)
        prefixes.set(prefix, prefix === home.prefix ? '' : (prefixIn(home, value) ?? prefix))
      }
    }
    return new Scope(base, language, prefixes)
  }
}

function prefixIn(home: Home, namespace: string): string | null {
  const prefix = prefixOf(namespace)
  return prefix === home.namespace ? '' : prefix
}

/** Far more than is ever kept of a text. */
const maxInner = 1_000_000
const none: readonly Element[] = []

/** An element of a document, which stays text until somebody asks for a part of it. */
export class Element {
  readonly name: string
  readonly written: string
  readonly scope: Scope
  readonly children: Element[] = []
  readonly #document: string
  readonly #attributes: string
  #from: number
  #to: number

  constructor(
    document: string,
    written: string,
    name: string,
    attributes: string,
    scope: Scope,
    from: number,
  ) {
    this.#document = document
    this.written = written
    this.name = name
    this.#attributes = attributes
    this.scope = scope
    this.#from = from
    this.#to = from
  }

  end(at: number): void {
    this.#to = at
  }

  child(name: string): Element | undefined {
    for (const child of this.children) if (child.name === name) return child
    return undefined
  }

  all(name: string): readonly Element[] {
    return this.child(name) === undefined ? none : this.children.filter((child) => child.name === name)
  }

  /** The text of the first child of one of these names that has any, the names in order of preference. */
  textOf(...names: string[]): string | undefined {
    for (const name of names) {
      for (const child of this.children) {
        if (child.name !== name) continue
        const text = child.text()
        if (text !== '') return text
      }
    }
    return undefined
  }

  /** As `textOf`, but where the document repeats itself, its last word counts. */
  lastTextOf(...names: string[]): string | undefined {
    for (const name of names) {
      for (let at = this.children.length - 1; at >= 0; at--) {
        const child = this.children[at]
        const text = child?.name === name ? child.text() : ''
        if (text !== '') return text
      }
    }
    return undefined
  }

  attribute(name: string): string | undefined {
    return this.#attributes === '' ? undefined : readAttributes(this.#attributes).get(name)
  }

  /** What stands between its tags, as written; of very much the beginning. */
  inner(): string {
    return this.#document.slice(this.#from, Math.min(this.#to, this.#from + maxInner))
  }

  /** Its text, references resolved, without its child elements' tags and without white space around it. */
  text(): string {
    const inner = this.inner()
    if (!inner.includes('<')) return decodeEntities(inner).trim()
    let text = ''
    forEachPart(inner, (part, kind) => {
      if (kind === 'text') text += decodeEntities(part)
      else if (kind === 'cdata') text += part
    })
    return text.trim()
  }

  /** The markup between its tags: sections of CDATA written as text, without comments and prefixes. */
  markup(): string {
    let markup = ''
    forEachPart(this.inner(), (part, kind) => {
      if (kind === 'text') markup += part
      else if (kind === 'cdata')
        markup += part.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
      else if (kind === 'tag') markup += part.replace(/^(<\/?)[\w.-]+:/, '$1')
    })
    return markup.trim()
  }

  /** Whether it holds markup that was not escaped. */
  get hasMarkup(): boolean {
    return this.children.length > 0
  }
}

type Part = 'text' | 'cdata' | 'tag'

function forEachPart(inner: string, visit: (part: string, kind: Part) => void): void {
  let at = 0
  for (;;) {
    const open = inner.indexOf('<', at)
    if (open < 0) break
    if (open > at) visit(inner.slice(at, open), 'text')
    if (inner.startsWith('<![CDATA[', open)) {
      const end = inner.indexOf(']]>', open)
      visit(inner.slice(open + 9, end < 0 ? undefined : end), 'cdata')
      at = end < 0 ? inner.length : end + 3
    } else if (inner.startsWith('<!--', open)) {
      const end = inner.indexOf('-->', open + 4)
      at = end < 0 ? open + 4 : end + 3
      if (end < 0) break
    } else if (/^<[/?!]?[A-Za-z_\u0080-\uffff]/.test(inner.slice(open, open + 3))) {
      const end = tagEnd(inner, open)
      if (end < 0) break
      if (inner[open + 1] !== '?' && inner[open + 1] !== '!') visit(inner.slice(open, end + 1), 'tag')
      at = end + 1
    } else {
      visit('<', 'text')
      at = open + 1
    }
  }
  if (at < inner.length) visit(inner.slice(at), 'text')
}

/** Where the tag that begins at `open` ends, `>` in quoted values skipped; -1 when it does not. */
export function tagEnd(document: string, open: number): number {
  for (let at = open + 1; at < document.length; at++) {
    const code = document.charCodeAt(at)
    if (code === greater) return at
    if (code !== equals) continue
    while (isSpace(document.charCodeAt(at + 1))) at++
    const quote = document[at + 1]
    if (quote !== '"' && quote !== "'") continue
    const close = document.indexOf(quote, at + 2)
    // A value that is never closed ends with its tag.
    if (close < 0) return document.indexOf('>', at)
    at = close
  }
  return -1
}

const greater = 62
const equals = 61
const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13)

const attributePattern = /([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g
const maxAttributes = 64

export function readAttributes(written: string): Map<string, string> {
  const attributes = new Map<string, string>()
  attributePattern.lastIndex = 0
  for (let count = 0; count < maxAttributes; count++) {
    const match = attributePattern.exec(written)
    if (match === null) break
    const name = (match[1] ?? '').toLowerCase()
    const value = match[2] ?? match[3] ?? match[4] ?? ''
    if (!attributes.has(name)) attributes.set(name, decodeEntities(value))
  }
  return attributes
}
