import { Tokenizer } from 'htmlparser2'

/** With or without the semicolon for numbers; names need theirs, so that an address's `&copy=1` is left alone. */
const reference = /&(?:#(\d{1,7});?|#[xX]([\da-fA-F]{1,6});?|([a-zA-Z][a-zA-Z\d]{1,31});)/g
const ofXml: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** What HTML's names mean, as far as documents have asked. */
const named = new Map<string, string | null>()
const maxNamed = 3000

/** Windows-1252 at 0x80 to 0x9f, where careless software thinks Unicode has its quotation marks. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Text with its references resolved once: those of XML, HTML's names, and numbers. What is unknown stays as it is. */
export const decodeEntities = (text: string): string => (text.includes('&') ? decode(text, reference) : text)

/** In HTML some names do without their semicolon. */
const htmlReference = /&(?:#(\d{1,7});?|#[xX]([\da-fA-F]{1,6});?|([a-zA-Z][a-zA-Z\d]{1,31});?)/g

/** As `decodeEntities`, by the rules of HTML. */
export const decodeHtml = (text: string): string => decode(text, htmlReference)

function decode(text: string, references: RegExp): string {
  return text.replace(
    references,
    (whole, decimal: string | undefined, hexadecimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return (whole.endsWith(';') ? ofXml[name] : undefined) ?? ofHtml(whole) ?? whole
      return characterOf(decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal)) ?? whole
    },
  )
}

/** The character of a number, as HTML understands it; '' for those that no text may have, null when there is none. */
export function characterOf(codePoint: number): string | null {
  if (codePoint < 0x20 && !isWhiteSpace(codePoint)) return ''
  if (codePoint >= 0x80 && codePoint < 0xa0) return windows[codePoint - 0x80] ?? null
  const isCharacter = codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint < 0xe000)
  return isCharacter ? String.fromCodePoint(codePoint) : null
}

const isWhiteSpace = (codePoint: number) => codePoint === 9 || codePoint === 10 || codePoint === 13

/** What HTML reads in `&name` or `&name;`. */
function ofHtml(written: string): string | null {
  const known = named.get(written)
  if (known !== undefined) return known
  const value = lookUp(written)
  if (named.size < maxNamed) named.set(written, value)
  return value
}

/** Asks the HTML parser, whose table is complete. */
function lookUp(entity: string): string | null {
  let decoded = ''
  let isKnown = false
  const ignore = () => undefined
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ontext: (start, end) => (decoded += entity.slice(start, end)),
      ontextentity: (codePoint) => {
        isKnown = true
        decoded += String.fromCodePoint(codePoint)
      },
      oncdata: ignore,
      onopentagname: ignore,
      onclosetag: ignore,
      onattribname: ignore,
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onopentagend: ignore,
      onselfclosingtag: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  )
  tokenizer.write(entity)
  tokenizer.end()
  return isKnown ? decoded : null
}
