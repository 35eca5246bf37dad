/** What stands before the content of an XML document, taken apart. */
export type Prologue = {
  /** Local name of the root element in lower case; null when there is no element. */
  root: string | null
  /** The document from its root element on, without declaration and DOCTYPE, its own short entities replaced. */
  body: string
  isHtml: boolean
  warnings: string[]
}

const maxEntityLength = 1000
const maxGrowth = 1_000_000
const feedRoot = /<(?:[\w.-]+:)?(rss|rdf|feed)[\s>]/i
/** Inside a web page only a feed that says what it is counts. */
const declaredFeedRoot =
  /<(?:feed\s[^>]*xmlns\s*=\s*["']http:\/\/www\.w3\.org\/2005\/Atom|rss\s[^>]*version\s*=)/i
const lookedForRoot = 20_000

/** Finds the root element, and leaves out whatever a parser must not see: declarations, DTDs, junk before the root. */
export function readPrologue(text: string): Prologue {
  const warnings: string[] = []
  const entities = new Map<string, string>()
  const missing = new Set<string>()
  let isHtml = false
  let at = text.indexOf('<')
  while (at >= 0) {
    if (text.startsWith('<?', at)) {
      at = after(text, '?>', at, missing)
    } else if (text.startsWith('<!--', at)) {
      at = after(text, '-->', at, missing)
    } else if (text.startsWith('<!', at)) {
      const end = doctypeEnd(text, at)
      const doctype = text.slice(at, end)
      isHtml ||= /^<!doctype\s+html\b/i.test(doctype)
      readEntities(doctype, entities)
      at = end
    } else {
      break
    }
    at = text.indexOf('<', at)
  }
  if (at < 0) return { root: null, body: '', isHtml, warnings }

  let root = rootName(text, at)
  isHtml ||= root === 'html' || root === 'head' || root === 'body'
  if (root !== null && !/^(rss|rdf|feed|channel)$/.test(root)) {
    const found = (isHtml ? declaredFeedRoot : feedRoot).exec(text.slice(at, at + lookedForRoot))
    if (found !== null) {
      warnings.push('Something stands before the feed in the document; it was left out.')
      at += found.index
      root = rootName(text, at)
    }
  }
  if (
    text
      .slice(0, at)
      .replace(/^\ufeff/, '')
      .trim() !== '' &&
    !/^\s*\ufeff?\s*</.test(text)
  ) {
    warnings.push('Text stands before the first element; it was left out.')
  }
  return { root, body: replaceEntities(text.slice(at), entities, warnings), isHtml, warnings }
}

/** Behind `end`; behind the first sign when there is no end, which is then `missing` for the rest of the document. */
function after(text: string, end: string, from: number, missing: Set<string>): number {
  const at = missing.has(end) ? -1 : text.indexOf(end, from)
  if (at >= 0) return at + end.length
  missing.add(end)
  return from + 1
}

function rootName(text: string, at: number): string | null {
  return /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(text.slice(at, at + 200))?.[1]?.toLowerCase() ?? null
}

function doctypeEnd(text: string, from: number): number {
  const subset = text.indexOf('[', from)
  const simple = text.indexOf('>', from)
  if (simple < 0) return text.length
  if (subset < 0 || subset > simple) return simple + 1
  const end = /\]\s*>/g
  end.lastIndex = subset
  const found = end.exec(text)
  return found === null ? text.length : found.index + found[0].length
}

/** Only short texts: no reference to other entities, files or addresses. */
function readEntities(doctype: string, entities: Map<string, string>): void {
  for (const [, name = '', double, single] of doctype.matchAll(
    /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g,
  )) {
    const value = double ?? single ?? ''
    const isFlat = !/&(?!#|amp;|lt;|gt;|quot;|apos;)/.test(value)
    if (isFlat && value.length <= maxEntityLength) entities.set(name, value)
  }
}

function replaceEntities(body: string, entities: Map<string, string>, warnings: string[]): string {
  if (entities.size === 0) return body
  let growth = 0
  const replaced = body.replace(/&([\w.-]+);/g, (reference, name: string) => {
    const value = entities.get(name)
    if (value === undefined) return reference
    growth += value.length
    return growth > maxGrowth ? '' : value
  })
  if (growth > maxGrowth)
    warnings.push('The document repeats its own entities too often; some were left out.')
  return replaced
}
