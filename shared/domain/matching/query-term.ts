import { isUnspacedWord } from './character.ts'
import type { Written } from './query-lexer.ts'
import type { QueryTerm } from './query-node.ts'
import { queryProblem } from './query-problem.ts'
import type { Sigil } from './token-scan.ts'
import { eachToken } from './tokens.ts'

/** With fewer, a wildcard would stand for too much. */
const fewestBeforeStar = 3
const mostWords = 200

/** Reads a word or phrase into the words to find. @throws Problem invalid_query */
export function readTerm(written: Written): QueryTerm {
  const { start, end } = written
  const starred = written.text.replace(/[*＊]+$/u, '')
  const hasStar = starred.length < written.text.length && (written.kind === 'word' || /\S$/.test(starred))
  if (written.kind === 'word') refuseStarWithin(written, starred)

  const words: string[] = []
  const originals: string[] = []
  let sigil: Sigil | null = null
  eachToken(starred, (word, from, to, mark) => {
    if (words.length === 0) sigil = mark
    words.push(word)
    originals.push(starred.slice(from, to).normalize('NFC'))
  })
  const last = words.at(-1)
  if (last === undefined) throw nothingToFind(written)
  if (words.length > mostWords)
    throw queryProblem(`A phrase may have at most ${mostWords} words.`, start, end)
  // A word of a script without spaces is found inside others anyway.
  const open = hasStar && !isUnspacedWord(last)
  if (open) refuseOpen(written, last)
  return {
    kind: 'term',
    words,
    sigil,
    open,
    exact: written.exact ? originals : null,
    inTitle: false,
    start,
    end,
  }
}

function refuseStarWithin(written: Written, starred: string): void {
  const star = starred.search(/[*＊]/u)
  if (star < 0) return
  const at = written.end - written.text.length + star
  throw queryProblem('A * can only stand at the end of a word, like acme*.', at, at + 1)
}

function refuseOpen(written: Written, last: string): void {
  const { start, end } = written
  if (written.exact) {
    throw queryProblem(
      'A = asks for the word exactly as it is, and a * for every ending: use one of them.',
      start,
      end,
    )
  }
  if ([...last].length >= fewestBeforeStar) return
  throw queryProblem(`Write at least ${fewestBeforeStar} letters before a *, like acm*.`, start, end)
}

function nothingToFind({ text, start, end }: Written): Error {
  if (/^[*＊]+$/u.test(text)) {
    return queryProblem('A * needs letters before it, like acme*.', start, end)
  }
  const what = text.trim() === '' ? 'An empty phrase' : `“${text}”`
  return queryProblem(`${what} has no letter or digit to listen for.`, start, end)
}
