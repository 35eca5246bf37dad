import type { Matchable } from '../../shared/domain/matching/matchable.ts'
import type { QueryNode, QueryTerm } from '../../shared/domain/matching/query-node.ts'
import { eachToken } from '../../shared/domain/matching/tokens.ts'

type Word = { word: string; original: string; sigil: string | null }
type Field = { words: Word[]; places: Map<string, number[]> }

/** An item as the plain meaning of queries needs it. */
export type PlainItem = { item: Matchable; title: Field; text: Field; author: Field; handle: Field }

function readField(text: string): Field {
  const words: Word[] = []
  const places = new Map<string, number[]>()
  eachToken(text, (word, start, end, sigil) => {
    const known = places.get(word)
    if (known) known.push(words.length)
    else places.set(word, [words.length])
    words.push({ word, original: text.slice(start, end).normalize('NFC'), sigil })
  })
  return { words, places }
}

export function readPlainly(item: Matchable): PlainItem {
  const { host = '', pathname = '' } = item.authorUrl ? new URL(item.authorUrl) : {}
  const name = pathname.split('/').at(-1)?.replace('@', '') ?? ''
  return {
    item,
    title: readField(item.title),
    text: readField(item.text),
    author: readField(item.author ?? ''),
    handle: readField(name === '' ? '' : `@${name}@${host}`),
  }
}

/** The plain meaning of a query, with no index: what the matcher must agree with, and be faster than. */
export function meansPlainly(node: QueryNode, read: PlainItem): boolean {
  const { item } = read
  switch (node.kind) {
    case 'not':
      return !meansPlainly(node.of, read)
    case 'and':
      return node.of.every((child) => meansPlainly(child, read))
    case 'or':
      return node.of.some((child) => meansPlainly(child, read))
    case 'term':
      return stands(node, read.title) || (!node.inTitle && stands(node, read.text))
    case 'near':
      return [read.title, read.text].some((field) => {
        const [left, right] = node.sides.map((side) => side.flatMap((term) => placesOf(term, field)))
        return left!.some((a) =>
          right!.some((b) =>
            a.first < b.first
              ? a.last < b.first && b.first - a.last - 1 <= node.distance
              : b.last < a.first && a.first - b.last - 1 <= node.distance,
          ),
        )
      })
    case 'author':
      if (node.whole !== null) return item.author === node.whole
      return stands(node.term, read.author) || stands(node.term, read.handle)
    case 'site': {
      const { hostname, pathname } = new URL(item.url ?? 'x:')
      const ofHost = `.${hostname}`.endsWith(`.${node.host}`)
      return ofHost && `${pathname}/`.startsWith(`${node.path}/`)
    }
    case 'source':
      return item.source === node.source
    case 'lang':
      return `${item.language ?? ''}-`.startsWith(`${node.language}-`)
    case 'has':
      return node.what === 'media' ? (item.media ?? []).length > 0 : /https?:/.test(item.title + item.text)
  }
}

const stands = (term: QueryTerm, field: Field) => placesOf(term, field).length > 0

function placesOf(term: QueryTerm, { words, places }: Field): { first: number; last: number }[] {
  const [start = ''] = term.words
  const starts =
    term.open && term.words.length === 1
      ? words.flatMap(({ word }, at) => (word.startsWith(start) ? [at] : []))
      : (places.get(start) ?? [])
  return starts
    .filter((first) => term.sigil === null || words[first]?.sigil === term.sigil)
    .filter((first) =>
      term.words.every((word, at) => {
        const found = words[first + at]
        if (found === undefined) return false
        if (term.exact !== null) return found.original === term.exact[at]
        const open = term.open && at === term.words.length - 1
        return open ? found.word.startsWith(word) : found.word === word
      }),
    )
    .map((first) => ({ first, last: first + term.words.length - 1 }))
}
