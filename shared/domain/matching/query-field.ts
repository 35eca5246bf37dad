import { meantLanguage, meantSource, type FieldName } from './query-names.ts'
import type { Lexeme, Written } from './query-lexer.ts'
import type { Place, QueryField, QueryTerm } from './query-node.ts'
import { queryProblem } from './query-problem.ts'
import { readTerm } from './query-term.ts'
import { plainHost } from './site.ts'

/** Reads `author:jo` and the like. @throws Problem invalid_query when the value is none of the field's. */
export function readField(lexeme: Extract<Lexeme, { kind: 'field' }>): QueryField | QueryTerm {
  const { name, value, start, end } = lexeme
  const place = { start, end }
  if (name === 'title') return { ...readTerm(value), inTitle: true, ...place }
  if (name === 'author') return readAuthor(value, place)
  refuseExact(name, value)
  if (name === 'site') return { kind: 'site', ...readSite(value), ...place }
  if (name === 'source') return { kind: 'source', source: readSource(value), ...place }
  if (name === 'lang') return { kind: 'lang', language: readLanguage(value), ...place }
  return { kind: 'has', what: readHas(value), ...place }
}

/** With `=`, the whole name must be this; the words of it are then only where to begin looking. */
function readAuthor(value: Written, place: Place): QueryField {
  const term = { ...readTerm(value), exact: null }
  return { kind: 'author', term, whole: value.exact ? value.text.trim().normalize('NFC') : null, ...place }
}

function refuseExact(name: FieldName, value: Written): void {
  if (value.exact) throw queryProblem(`${name}: takes no =. Leave it out.`, value.start, value.start + 1)
}

const siteHelp = 'site: takes the name of a site, like acme.com, perhaps with a path, like acme.com/blog.'

function readSite(value: Written): { host: string; path: string } {
  const { start, end } = value
  const text = value.text.trim().replace(/^\*\./, '')
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`
  if (/[\s\\@*]/.test(text) || !URL.canParse(address)) throw queryProblem(siteHelp, start, end)
  const url = new URL(address)
  const host = plainHost(url.hostname)
  if (!host.includes('.') && host !== 'localhost') throw queryProblem(siteHelp, start, end)
  if (url.search !== '' || url.hash !== '') {
    throw queryProblem('site: takes a path at most. Leave out what follows ? or #.', start, end)
  }
  return { host, path: url.pathname.replace(/\/+$/, '') }
}

function readSource({ text, start, end }: Written): string {
  const source = text.trim().toLowerCase()
  if (!/^[a-z][a-z0-9_-]*$/.test(source)) {
    throw queryProblem('source: takes the word of a source, like rss or mastodon.', start, end)
  }
  const meant = meantSource(source)
  if (meant !== null) throw queryProblem(`There is no source “${source}”. Did you mean ${meant}?`, start, end)
  return source
}

function readLanguage({ text, start, end }: Written): string {
  const language = text.trim().toLowerCase().replaceAll('_', '-')
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(language)) {
    throw queryProblem('lang: takes the code of a language, like en, de or pt-br.', start, end)
  }
  const meant = meantLanguage(language)
  if (meant !== null) {
    const hint = meant === '' ? 'Codes are like en, de or pt-br.' : `Did you mean ${meant}?`
    throw queryProblem(`No language has the code “${language}”. ${hint}`, start, end)
  }
  return language
}

function readHas({ text, start, end }: Written): 'link' | 'media' {
  const what = text.trim().toLowerCase()
  if (what === 'link' || what === 'links') return 'link'
  if (what === 'media') return 'media'
  throw queryProblem('has: takes link or media. Pictures, sounds and films are all media.', start, end)
}
