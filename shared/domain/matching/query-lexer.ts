import { isFieldName, meantField, type FieldName } from './query-names.ts'
import type { Place } from './query-node.ts'
import { queryProblem } from './query-problem.ts'

/** A word or a phrase. `text` is what the person wrote, `=` and quotes left out. */
export type Written = Place & { kind: 'word' | 'phrase'; text: string; exact: boolean }

export type Lexeme =
  | Written
  | (Place & { kind: 'and' | 'or' | 'not' | 'open' | 'close'; text: string })
  | (Place & { kind: 'near'; text: string; distance: number })
  | (Place & { kind: 'field'; text: string; name: FieldName; value: Written })

const quotes = '"“”„＂'
const opening = '(（'
const closing = ')）'
const minuses = '-–—−－'
const equals = '=＝'
const operators: Record<string, 'and' | 'or' | 'not'> = { AND: 'and', OR: 'or', NOT: 'not' }
const lookalikes: Record<string, string> = {
  and: 'AND',
  or: 'OR',
  not: 'NOT',
  '&&': 'AND',
  '||': 'OR',
  '|': 'OR',
  '!': 'NOT',
}
const mostBetween = 100

const endsWord = (character: string | undefined) =>
  character === undefined || /\s/.test(character) || (quotes + opening + closing).includes(character)

/** Cuts a query into its parts. @throws Problem `invalid_query` pointing at what cannot be read. */
export function lexQuery(text: string): Lexeme[] {
  const lexemes: Lexeme[] = []
  let at = 0
  while (at < text.length) {
    const character = text[at] ?? ''
    if (/\s/.test(character)) {
      at++
    } else if (opening.includes(character)) {
      lexemes.push({ kind: 'open', text: character, start: at, end: ++at })
    } else if (closing.includes(character)) {
      lexemes.push({ kind: 'close', text: character, start: at, end: ++at })
    } else if (minuses.includes(character)) {
      lexemes.push(readMinus(text, at))
      at++
    } else {
      const lexeme = readOperator(text, at) ?? readWritten(text, at)
      lexemes.push(lexeme)
      at = lexeme.end
    }
  }
  return lexemes
}

function readMinus(text: string, at: number): Lexeme {
  const next = text[at + 1]
  if (next === undefined || /\s/.test(next) || closing.includes(next)) {
    throw queryProblem(
      'A minus leaves out the word right after it: write it without a space, like -airbrush.',
      at,
      at + 1,
    )
  }
  return { kind: 'not', text: text[at] ?? '', start: at, end: at + 1 }
}

/** A word, a "phrase", or either with a = before it. */
function readWritten(text: string, start: number): Written {
  const exact = equals.includes(text[start] ?? ' ')
  const from = exact ? start + 1 : start
  if (quotes.includes(text[from] ?? ' ')) return { ...readPhrase(text, from), exact, start }
  const end = wordEnd(text, from)
  if (exact && end === from) {
    throw queryProblem(
      'A = finds the word right after it exactly as it is written: write it without a space, like =Acme.',
      start,
      from,
    )
  }
  return { kind: 'word', text: text.slice(from, end), exact, start, end }
}

function readPhrase(text: string, start: number): Place & { kind: 'phrase'; text: string } {
  let end = start + 1
  while (end < text.length && !quotes.includes(text[end] ?? '')) end++
  if (end >= text.length) {
    throw queryProblem(
      'This quote is never closed. Put " after the last word of the phrase.',
      start,
      text.length,
    )
  }
  return { kind: 'phrase', text: text.slice(start + 1, end), start, end: end + 1 }
}

function wordEnd(text: string, start: number): number {
  let end = start
  while (!endsWord(text[end])) end++
  return end
}

/** What stands at `start` when it is more than a word to find. */
function readOperator(text: string, start: number): Lexeme | null {
  const end = wordEnd(text, start)
  const word = text.slice(start, end)
  const operator = operators[word]
  if (operator !== undefined) return { kind: operator, text: word, start, end }
  const meant = Object.hasOwn(lookalikes, word) ? lookalikes[word] : undefined
  if (meant !== undefined) {
    throw queryProblem(
      `Write ${meant} in capitals to combine words, or put quotes around the phrase to find “${word}” itself.`,
      start,
      end,
    )
  }
  return readNear(word, start) ?? readField(text, start, end)
}

function readNear(word: string, start: number): Lexeme | null {
  const distance = /^near\/(\d*)$/i.exec(word)?.[1]
  if (distance === undefined) return null
  const end = start + word.length
  if (Number(distance) < 1 || Number(distance) > mostBetween) {
    throw queryProblem(
      `Write how many words may stand between, from 1 to ${mostBetween}: near/5.`,
      distance === '' ? start : start + 'near/'.length,
      end,
    )
  }
  return { kind: 'near', text: word, distance: Number(distance), start, end }
}

function readField(text: string, start: number, end: number): Lexeme | null {
  const name = /^(\p{L}+)[:：]/u.exec(text.slice(start, end))?.[1]
  if (name === undefined) return null
  const field = name.toLowerCase()
  const valueAt = start + name.length + 1
  const next = text[valueAt]
  if (!isFieldName(field)) {
    const meant = next === undefined || /[\s/]/.test(next) ? null : meantField(field)
    if (meant === null) return null
    throw queryProblem(
      `Earshot does not know ${name}:. Did you mean ${meant}:? To find “${name}:…” itself, put quotes around it.`,
      start,
      valueAt,
    )
  }
  if (next !== undefined && opening.includes(next)) {
    throw queryProblem(
      `${field}: takes one word or one "phrase". Write it before each: (${field}:one OR ${field}:other).`,
      start,
      valueAt + 1,
    )
  }
  if (endsWord(next) && !quotes.includes(next ?? ' ')) {
    throw queryProblem(
      `${field}: needs a word right after it, without a space. To find “${name}:” itself, put quotes around it.`,
      start,
      valueAt,
    )
  }
  const value = readWritten(text, valueAt)
  return { kind: 'field', text: `${name}:`, name: field, value, start, end: value.end }
}
