import { Tokenizer } from 'htmlparser2'

const blocks = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
  footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section summary
  table tbody tfoot thead tr ul`.split(/\s+/),
)
/** What stands between their tags is not text to read. */
const hidden = new Set(['script', 'style', 'head', 'template', 'iframe', 'object', 'svg', 'math', 'noscript'])
const cells = new Set(['td', 'th'])
const maxInput = 400_000
const emoji = /\p{Extended_Pictographic}/u

/**
 * The text that a reader of an HTML fragment sees: entities decoded, block elements and `<br>` as line breaks, the
 * lines of `<pre>` kept, scripts and styles left out, emoji pictures as their emoji. Text without any markup keeps
 * its lines. In time linear in the input.
 */
export function htmlToText(html: string): string {
  const input = html.length > maxInput ? html.slice(0, maxInput) : html
  if (!input.includes('<') && !input.includes('&')) return input
  return new TextCollector(input).collect()
}

class TextCollector {
  readonly #input: string
  readonly #parts: string[] = []
  #hidden: { tag: string; from: number } | null = null
  #pre = 0
  #tag = ''
  #isAlt = false
  #alt = ''

  constructor(input: string) {
    this.#input = input
  }

  collect(): string {
    const ignore = () => undefined
    const tokenizer = new Tokenizer(
      { xmlMode: false, decodeEntities: true, recognizeSelfClosing: true },
      {
        ontext: (start, end) => this.#text(this.#input.slice(start, end)),
        ontextentity: (codePoint) => this.#text(String.fromCodePoint(codePoint)),
        oncdata: (start, end, offset) => this.#text(this.#input.slice(start, end - offset)),
        onopentagname: (start, end) => this.#open(this.#input.slice(start, end).toLowerCase()),
        onclosetag: (start, end) => this.#close(this.#input.slice(start, end).toLowerCase()),
        onattribname: (start, end) => {
          this.#isAlt = this.#tag === 'img' && this.#input.slice(start, end).toLowerCase() === 'alt'
        },
        onattribdata: (start, end) => {
          if (this.#isAlt) this.#alt += this.#input.slice(start, end)
        },
        onattribentity: (codePoint) => {
          if (this.#isAlt) this.#alt += String.fromCodePoint(codePoint)
        },
        onattribend: ignore,
        onopentagend: () => this.#opened(),
        onselfclosingtag: () => {
          this.#opened()
          this.#show(this.#tag)
        },
        oncomment: ignore,
        ondeclaration: ignore,
        onprocessinginstruction: ignore,
        onend: ignore,
      },
    )
    tokenizer.write(this.#input)
    tokenizer.end()
    // Text after a tag that somebody forgot to close is read rather than lost, unless it is code.
    if (this.#hidden?.tag === 'script' || this.#hidden?.tag === 'style') this.#show(this.#hidden.tag)
    return this.#parts.join('')
  }

  #text(text: string): void {
    this.#parts.push(this.#pre > 0 ? text : text.replace(/\s+/g, ' '))
  }

  #open(tag: string): void {
    this.#tag = tag
    this.#alt = ''
    if (hidden.has(tag)) this.#hidden ??= { tag, from: this.#parts.length }
    else if (tag === 'br') this.#parts.push('\n')
    else this.#edge(tag)
    if (tag === 'pre') this.#pre++
  }

  #opened(): void {
    if (this.#tag === 'img' && emoji.test(this.#alt)) this.#text(this.#alt)
    this.#isAlt = false
  }

  #close(tag: string): void {
    this.#show(tag)
    this.#edge(tag)
    if (tag === 'pre' && this.#pre > 0) this.#pre--
  }

  /** Ends what `tag` hides, if it hides something. */
  #show(tag: string): void {
    if (this.#hidden?.tag !== tag) return
    this.#parts.length = this.#hidden.from
    this.#hidden = null
  }

  #edge(tag: string): void {
    if (blocks.has(tag)) this.#parts.push('\n')
    else if (cells.has(tag)) this.#parts.push(' ')
  }
}

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
