const space = /\s/

/**
 * Whether a title says something that the text does not begin with: many feeds make one by cutting the text off. One that
 * does not is neither shown nor scored, as its words stand in the text.
 */
export function titleSaysMore(title: string, text: string): boolean {
  if (title === '' || text.startsWith(title)) return false
  const plain = title
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/ ?(?:…|\.{3})$/, '')
  return !beginsWith(text, plain)
}

/** Whatever the spaces in the text are; it is read no further than the title is long. */
function beginsWith(text: string, plain: string): boolean {
  let at = skipSpaces(text, 0)
  for (const unit of plain.split('')) {
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
