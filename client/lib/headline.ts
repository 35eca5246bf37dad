/**
 * A mention's title, when it says something that the text does not: many feeds make one by cutting the text off.
 * @returns null when the text begins with it.
 */
export function headlineOf(title: string, text: string): string | null {
  const plain = spaced(title).replace(/\s*(…|\.{3})$/, '')
  return plain === '' || spaced(text).startsWith(plain) ? null : title
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
