/** So many characters of a text stand on a card. */
export const excerptLength = 280

/** Whether an excerpt is as long as can be: the text may go on. */
export function isCut(excerpt: string): boolean {
  return [...excerpt].length >= excerptLength
}
