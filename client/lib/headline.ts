const rating = /^[★☆]+\s*/

/**
 * Where a title begins to say what the text begins with: many feeds make one by cutting the text off, and reviews put
 * their stars before it. Null: it says something else.
 */
export function repeatsFrom(title: string, text: string): number | null {
  const from = rating.exec(title)?.[0].length ?? 0
  const plain = spaced(title.slice(from)).replace(/\s*(…|\.{3})$/, '')
  return spaced(text).startsWith(plain) ? from : null
}

/**
 * The part of a mention's title that the text does not say: all of it, or the stars of a review.
 * @returns null when there is none.
 */
export function headlineOf(title: string, text: string): string | null {
  const own = title.slice(0, repeatsFrom(title, text) ?? title.length).trim()
  return own === '' ? null : own
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
