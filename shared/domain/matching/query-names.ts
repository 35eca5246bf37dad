export const fieldNames = ['author', 'site', 'source', 'title', 'lang', 'has'] as const
export type FieldName = (typeof fieldNames)[number]

/** What other tools call them. */
const aliases: Record<string, FieldName> = {
  from: 'author',
  by: 'author',
  user: 'author',
  domain: 'site',
  host: 'site',
  url: 'site',
  inurl: 'site',
  intitle: 'title',
  headline: 'title',
  subject: 'title',
  language: 'lang',
}

export const isFieldName = (word: string): word is FieldName =>
  (fieldNames as readonly string[]).includes(word)

/** The operator that somebody may have meant who wrote this before a colon; null for any other word. */
export function meantField(word: string): FieldName | null {
  if (Object.hasOwn(aliases, word)) return aliases[word] ?? null
  return fieldNames.find((name) => isSlip(word, name)) ?? null
}

/** Whether one letter too many, too few, wrong, or swapped with the next makes one word the other. */
function isSlip(written: string, meant: string): boolean {
  if (Math.abs(written.length - meant.length) > 1 || written.length < 3) return false
  let at = 0
  while (at < meant.length && written[at] === meant[at]) at++
  const rest = written.slice(at)
  const due = meant.slice(at)
  if (rest === due) return false
  return (
    rest.slice(1) === due ||
    rest === due.slice(1) ||
    rest.slice(1) === due.slice(1) ||
    (rest[0] === due[1] && rest[1] === due[0] && rest.slice(2) === due.slice(2))
  )
}
