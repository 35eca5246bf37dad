/** What is asked of the server: the queries that are not empty. */
export function queryBodies(texts: readonly string[]): { text: string }[] {
  return texts.flatMap((text) => (text.trim() === '' ? [] : [{ text: text.trim() }]))
}
