import { readAttributes, tagEnd } from './element.ts'
import { decodeHtml } from './entities.ts'

const blocks = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
  footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section summary
  table tbody tfoot thead tr ul`.split(/\s+/),
)
/** What stands between their tags is not text to read. */
const hidden = new Set(['script', 'style', 'head', 'template', 'iframe', 'object', 'svg', 'math', 'noscript'])
const cells = new Set(['td', 'th'])
/** Their content is no markup. */
const code = new Set(['script', 'style'])
const maxInput = 400_000
/** Nobody keeps more of one text. */
const maxOutput = 80_000
const emoji = /\p{Extended_Pictographic}/u

/**
 * The text that a reader of an HTML fragment sees: entities decoded, block elements and `<br>` as line breaks, the
 * lines of `<pre>` kept, scripts and styles left out, emoji pictures as their emoji. Several spaces may stay. Text
 * without any markup keeps its lines. In time linear in the input.
 */
export function htmlToText(html: string): string {
  const input = html.length > maxInput ? html.slice(0, maxInput) : html
  if (!input.includes('<') && !input.includes('&')) return input
  return new TextCollector(input).collect()
}

class TextCollector {
  readonly #input: string
  readonly #parts: string[] = []
  #length = 0
  #hidden: { tag: string; from: number } | null = null
  #pre = 0
  /** Ends that do not come any more, so that they are not looked for again and again. */
  readonly #missing = new Set<string>()

  constructor(input: string) {
    this.#input = input
  }

  collect(): string {
    const input = this.#input
    let at = 0
    while (at >= 0 && at < input.length && this.#length < maxOutput) {
      const open = input.indexOf('<', at)
      if (open < 0) {
        this.#text(input.slice(at))
        break
      }
      if (open > at) this.#text(input.slice(at, open))
      at = this.#tag(open)
    }
    return this.#parts.join('')
  }

  /** Reads what begins with `<`; gives where it ends, or -1 when the rest is nothing to read. */
  #tag(open: number): number {
    const input = this.#input
    const next = input.charCodeAt(open + 1)
    if (isLetter(next)) return this.#openTag(open)
    if (next === slash && isLetter(input.charCodeAt(open + 2))) {
      const end = input.indexOf('>', open)
      if (end >= 0) this.#close(nameAt(input, open + 2))
      return end < 0 ? -1 : end + 1
    }
    if (input.startsWith('<!--', open)) return this.#after('-->', open + 4)
    if (input.startsWith('<![CDATA[', open)) {
      const end = this.#after(']]>', open + 9)
      if (end > open + 9) this.#parts.push(input.slice(open + 9, end - 3))
      return end
    }
    if (next === exclamation || next === question || next === slash) return this.#after('>', open + 2)
    this.#text('<')
    return open + 1
  }

  #openTag(open: number): number {
    const input = this.#input
    const end = tagEnd(input, open)
    if (end < 0) return -1
    const tag = nameAt(input, open + 1)
    const isEmpty = input.charCodeAt(end - 1) === slash
    if (tag === 'br') this.#parts.push('\n')
    else if (tag === 'img') this.#picture(input.slice(open, end))
    else if (!hidden.has(tag)) this.#edge(tag)
    else if (code.has(tag) && !isEmpty) return this.#afterCode(tag, end)
    else if (!isEmpty) this.#hidden ??= { tag, from: this.#parts.length }
    if (tag === 'pre' && !isEmpty) this.#pre++
    return end + 1
  }

  /** Code that never ends hides the rest. */
  #afterCode(tag: string, from: number): number {
    const close = new RegExp(`</${tag}`, 'gi')
    close.lastIndex = from
    const end = close.test(this.#input) ? this.#input.indexOf('>', close.lastIndex) : -1
    return end < 0 ? -1 : end + 1
  }

  #picture(tag: string): void {
    const alt = readAttributes(tag).get('alt') ?? ''
    if (emoji.test(alt)) this.#text(alt)
  }

  /** Behind `end`; `from` when it does not come. */
  #after(end: string, from: number): number {
    const found = this.#missing.has(end) ? -1 : this.#input.indexOf(end, from)
    if (found >= 0) return found + end.length
    this.#missing.add(end)
    return from
  }

  #text(text: string): void {
    const decoded = text.includes('&') ? decodeHtml(text) : text
    if (this.#hidden === null) this.#length += decoded.length
    const breaks = decoded.includes('\n') || decoded.includes('\r')
    this.#parts.push(breaks && this.#pre === 0 ? decoded.replace(/\s+/g, ' ') : decoded)
  }

  #close(tag: string): void {
    if (this.#hidden?.tag === tag) {
      this.#parts.length = this.#hidden.from
      this.#hidden = null
    }
    this.#edge(tag)
    if (tag === 'pre' && this.#pre > 0) this.#pre--
  }

  #edge(tag: string): void {
    if (blocks.has(tag)) this.#parts.push('\n')
    else if (cells.has(tag)) this.#parts.push(' ')
  }
}

const slash = 47
const exclamation = 33
const question = 63
const isLetter = (character: number) =>
  (character >= 97 && character <= 122) || (character >= 65 && character <= 90)

function nameAt(input: string, from: number): string {
  let to = from
  while (to < input.length && !endsName(input.charCodeAt(to))) to++
  return input.slice(from, to).toLowerCase()
}

const endsName = (character: number) => character <= 32 || character === slash || character === 62

/** Tags that people write on purpose; anything else in angle brackets in a title is likely to be the title's own. */
const knownTag =
  /<\/?(a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|table|td|tr|tt|u|ul|var)(\s[^<>]*)?\/?>/i

/** Whether text that may be plain or HTML is HTML. */
export function looksLikeHtml(text: string): boolean {
  return (
    knownTag.test(text) ||
    /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d?);/i.test(text) ||
    /<!--|<!\[CDATA\[/.test(text)
  )
}
