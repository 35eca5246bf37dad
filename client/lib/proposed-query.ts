/** The query that a name proposes: the name as a phrase; a quote inside it would end the phrase. */
export function proposedQuery(name: string): string {
  const words = name
    .replaceAll(/["“”„＂]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return words === '' ? '' : `"${words}"`
}
