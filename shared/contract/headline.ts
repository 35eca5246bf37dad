import { isCut } from './excerpt.ts'

const space = /\s/
const rating = /^[★☆]+\s*/

/**
 * Where a title begins to say only what the text begins with: many feeds make one by cutting the text off, and reviews put
 * their stars before it. From there on it is neither shown nor scored, as its words stand in the text. Null: it says
 * something else.
 */
export function repeatsFrom(title: string, text: string): number | null {
  return placeOfRepeat(title, { text, goesOn: false })
}

/**
 * The part of a title that the text does not say, from its beginning: all of it, or the stars of a review.
 * @returns null when there is none.
 */
export function headlineOf(title: string, text: string): string | null {
  return ownPart(title, repeatsFrom(title, text))
}

/** The same for a card, whose excerpt may end before what its title repeats of the text. */
export function headlineOfCard({ title, excerpt }: { title: string; excerpt: string }): string | null {
  return ownPart(title, placeOfRepeat(title, { text: excerpt, goesOn: isCut(excerpt) }))
}

/** All that is said in title and text, each word once: the headline, where there is one, on a line before the text. */
export function saidIn({ title, text }: { title: string; text: string }): string {
  const headline = headlineOf(title, text)
  return headline === null ? text : `${headline}\n${text}`
}

/** A text, or the beginning of one that goes on. */
type Beginning = { text: string; goesOn: boolean }

function placeOfRepeat(title: string, beginning: Beginning): number | null {
  if (!saysMore(title, beginning)) return 0
  const behindStars = rating.exec(title)?.[0].length ?? 0
  return behindStars > 0 && !saysMore(title.slice(behindStars), beginning) ? behindStars : null
}

function ownPart(title: string, repeatAt: number | null): string | null {
  const own = title.slice(0, repeatAt ?? title.length).trimEnd()
  return own === '' ? null : own
}

function saysMore(title: string, beginning: Beginning): boolean {
  if (title === '' || beginning.text.startsWith(title)) return false
  const plain = title
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/ ?(?:…|\.{3})$/, '')
  return !beginsWith(beginning, plain)
}

/** Whatever the spaces in the text are; it is read no further than the title is long, and no further than it is known. */
function beginsWith({ text, goesOn }: Beginning, plain: string): boolean {
  let at = skipSpaces(text, 0)
  for (const unit of plain.split('')) {
    if (goesOn && at >= text.length) return true
    if (unit === ' ') {
      const next = skipSpaces(text, at)
      if (next === at) return false
      at = next
    } else if (text[at] === unit) at += 1
    else return false
  }
  return true
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (at < text.length && space.test(text[at]!)) at += 1
  return at
}
