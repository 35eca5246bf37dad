// Everything below the space but tab and line feed, C1 controls, bidirectional controls and noncharacters.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]|\p{Bidi_Control}/gu
const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/g
const isPlain = /^[\n -~]*$/
const spaces = /[^\S\n]+/g
const spacesAroundBreak = / ?\n ?/g
const manyBreaks = /\n{3,}/g
/** Whatever the three above would change. */
const isUneven = /[^\S\n ]|  | \n|\n |\n\n\n/

/** Cuts at a code point, so that no half of a surrogate pair stays. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length)
}

/**
 * Text as PostgreSQL, matching and people can take it: NFC, well-formed, no control or bidirectional characters,
 * single spaces, at most one empty line in a row.
 */
export function cleanText(text: string, maxLength: number): string {
  // A little more than is kept: white space and marks will go.
  const raw = cut(text, maxLength * 4)
  const safe = isPlain.test(raw) ? raw : withoutUnwanted(raw)
  const even = isUneven.test(safe)
    ? safe.replace(spaces, ' ').replace(spacesAroundBreak, '\n').replace(manyBreaks, '\n\n')
    : safe
  return cut(even.trim(), maxLength).trimEnd()
}

function withoutUnwanted(text: string): string {
  return text.toWellFormed().replace(lineBreaks, '\n').replace(unwanted, '').normalize('NFC')
}

const unevenLine = /[^\S ]|  /

/** Clean text on one line. */
export function cleanLine(text: string, maxLength: number): string {
  return cleanText(unevenLine.test(text) ? text.replace(/\s+/g, ' ') : text, maxLength)
}
