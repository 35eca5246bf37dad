const fieldNames = ['author', 'site', 'source', 'title', 'lang', 'has'] as const
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

/** Source words that are often misspelt. Others are taken as they are: only who connects a source knows its word. */
const sources = ['rss', 'mastodon', 'bluesky', 'hackernews', 'lemmy', 'stackexchange', 'github', 'discourse']

/** The source that somebody may have meant; null for any other word. */
export function meantSource(word: string): string | null {
  return sources.includes(word) ? null : (sources.find((name) => isSlip(word, name)) ?? null)
}

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** What is wrong with a language code, as the code that may have been meant, or ''; null when it is one. */
export function meantLanguage(code: string): string | null {
  const [language = ''] = code.split('-')
  if (languageNames.of(language) !== undefined) return null
  // Countries are often taken for languages: jp, dk, us.
  const isCountry = language.length === 2 && countryNames.of(language.toUpperCase()) !== undefined
  return isCountry ? new Intl.Locale('und', { region: language }).maximize().language : ''
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
