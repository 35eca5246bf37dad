import { Problem } from '../../runtime/problem.ts'
import type { FieldProblem } from '../../contract/problems.ts'

export type Lexeme = {
  kind: 'and' | 'or' | 'not' | 'open' | 'close' | 'word' | 'phrase'
  /** What the person wrote, quotes left out. */
  text: string
  start: number
  end: number
}

/** The one way to say that a query is wrong: a sentence, and the characters that it is about. */
export function queryProblem(message: string, start: number, end: number): Problem {
  const field: FieldProblem = { path: 'text', message, start, end }
  return new Problem('invalid_query', message, { fields: [field] })
}

const quotes = '"“”„＂'
const opening = '(（'
const closing = ')）'
const minuses = '-–—−－'
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

/** Operators that other tools have and people expect. Read as words they would make a query that matches nothing. */
const unknownOperator = /^(?:(?:author|site|source|title|lang|has|from):(?=\S)|near\/\d+$)/i

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
    } else if (quotes.includes(character)) {
      const phrase = readPhrase(text, at)
      lexemes.push(phrase)
      at = phrase.end
    } else if (minuses.includes(character)) {
      lexemes.push(readMinus(text, at))
      at++
    } else {
      const word = readWord(text, at)
      lexemes.push(word)
      at = word.end
    }
  }
  return lexemes
}

function readPhrase(text: string, start: number): Lexeme {
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

function readWord(text: string, start: number): Lexeme {
  let end = start
  while (!endsWord(text[end])) end++
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
  if (word.endsWith('*')) {
    throw queryProblem('A * is not understood here. Write each form of the word, joined by OR.', end - 1, end)
  }
  // A quote or parenthesis ends the word, but not what the operator is about: author:"Jo Doe", near/5(…).
  const [unknown] = unknownOperator.exec(text.slice(start, end + 1)) ?? unknownOperator.exec(word) ?? []
  if (unknown !== undefined) {
    throw queryProblem(`Earshot does not know ${unknown} yet. Leave it out.`, start, start + unknown.length)
  }
  return { kind: 'word', text: word, start, end }
}
