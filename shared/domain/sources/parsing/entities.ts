import { Tokenizer } from 'htmlparser2'

/** With or without the semicolon for numbers; names need theirs, so that an address's `&copy=1` is left alone. */
const reference = /&(?:#(\d{1,7});?|#[xX]([\da-fA-F]{1,6});?|([a-zA-Z][a-zA-Z\d]{1,31});)/g
const ofXml: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** What HTML names, as far as documents have asked for it. */
const named = new Map<string, string | null>()
const maxNamed = 3000

/** Windows-1252 at 0x80 to 0x9f, where careless software thinks Unicode has its quotation marks. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Text with its references resolved once: those of XML, HTML's names, and numbers. What is unknown stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    reference,
    (whole, decimal: string | undefined, hexadecimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return ofXml[name] ?? ofHtml(name) ?? whole
      return characterOf(decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal)) ?? whole
    },
  )
}

/** The character of a number, as HTML understands it; null when there is none. */
export function characterOf(codePoint: number): string | null {
  if (codePoint >= 0x80 && codePoint < 0xa0) return windows[codePoint - 0x80] ?? null
  const isCharacter = codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint < 0xe000) && codePoint !== 0
  return isCharacter ? String.fromCodePoint(codePoint) : null
}

function ofHtml(name: string): string | null {
  const known = named.get(name)
  if (known !== undefined) return known
  const value = lookUp(`&${name};`)
  if (named.size < maxNamed) named.set(name, value)
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
