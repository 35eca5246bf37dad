import { isWordUnit, kindOfUnit, kinds } from './characters.ts'

const mouths = new Set([...'()[]DdPp/\\|3*oOcC{}@$'].map((sign) => sign.charCodeAt(0)))
const noses = new Set([..."-'^o"].map((sign) => sign.charCodeAt(0)))

/** Where the emoticon ends that begins here, or 0. */
export function emoticonEnd(text: string, start: number, length: number): number {
  if (start > 0 && isWordUnit(kindOfUnit[text.charCodeAt(start - 1)]!)) {
    const next = text.charCodeAt(start + 1)
    if (next !== 0x29 && next !== 0x28) return 0
  }
  let at = start + 1
  if (at + 1 < length && noses.has(text.charCodeAt(at)) && mouths.has(text.charCodeAt(at + 1))) at++
  if (at >= length || !mouths.has(text.charCodeAt(at))) return 0
  const after = at + 1 < length ? kindOfUnit[text.charCodeAt(at + 1)]! : kinds.space
  const isLetterMouth = kindOfUnit[text.charCodeAt(at)] === kinds.letter
  return isLetterMouth && isWordUnit(after) ? 0 : at + 1
}

const longestTag = 300

/** Where a tag ends that was left in the text; else one unit on. */
export function tagEnd(text: string, start: number, length: number): number {
  const next = text.charCodeAt(start + 1)
  if (next !== 0x2f && next !== 0x21 && kindOfUnit[next] !== kinds.letter) return start + 1
  const limit = Math.min(length, start + longestTag)
  for (let at = start + 1; at < limit; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x3e) return at + 1
    if (unit === 0x3c) break
  }
  return start + 1
}

/** Where a character reference such as `&amp;` ends; else one unit on. */
export function entityEnd(text: string, start: number, length: number): number {
  const limit = Math.min(length, start + 10)
  for (let at = start + 1; at < limit; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x3b) return at > start + 1 ? at + 1 : start + 1
    if (!isWordUnit(kindOfUnit[unit]!) && unit !== 0x23) break
  }
  return start + 1
}
