import { queryProblem, type Lexeme } from './query-lexer.ts'
import type { QueryNode, QueryTerm } from './query-node.ts'
import { eachToken, type Sigil } from './tokens.ts'

const maxDepth = 50

/** Builds the tree from the parts of a query. `parse` throws Problem `invalid_query`. */
export class QueryParser {
  readonly #text: string
  readonly #lexemes: Lexeme[]
  #at = 0
  #depth = 0
  /** Parentheses that are not closed yet, the outermost first. */
  readonly #open: Lexeme[] = []

  constructor(text: string, lexemes: Lexeme[]) {
    this.#text = text
    this.#lexemes = lexemes
  }

  parse(): QueryNode {
    const root = this.#or()
    const rest = this.#lexemes[this.#at]
    if (rest !== undefined) {
      throw queryProblem(
        'This parenthesis closes nothing. Remove it, or open one before.',
        rest.start,
        rest.end,
      )
    }
    return root
  }

  #or(): QueryNode {
    const of = [this.#and()]
    while (this.#peek() === 'or') {
      this.#at++
      of.push(this.#and())
    }
    return combine('or', of)
  }

  #and(): QueryNode {
    const of = [this.#not()]
    for (let next = this.#peek(); next !== null && next !== 'or' && next !== 'close'; next = this.#peek()) {
      if (next === 'and') this.#at++
      of.push(this.#not())
    }
    return combine('and', of)
  }

  #not(): QueryNode {
    if (this.#peek() !== 'not') return this.#primary()
    this.#enter()
    this.#at++
    const of = this.#not()
    this.#depth--
    return { kind: 'not', of }
  }

  #primary(): QueryNode {
    const lexeme = this.#lexemes[this.#at]
    if (lexeme === undefined || lexeme.kind === 'close' || lexeme.kind === 'and' || lexeme.kind === 'or') {
      throw this.#missing(lexeme)
    }
    if (lexeme.kind !== 'open') {
      this.#at++
      return readTerm(lexeme)
    }
    this.#enter()
    this.#at++
    if (this.#peek() === 'close') {
      throw queryProblem('There is nothing between these parentheses.', lexeme.start, this.#end())
    }
    this.#open.push(lexeme)
    if (this.#peek() === null) throw this.#neverClosed()
    const inner = this.#or()
    if (this.#peek() !== 'close') throw this.#neverClosed()
    this.#open.pop()
    this.#at++
    this.#depth--
    return inner
  }

  #neverClosed(): Error {
    const { start, end } = this.#open[0] ?? { start: 0, end: this.#text.length }
    return queryProblem('This parenthesis is never closed. Put ) where the group ends.', start, end)
  }

  #peek(): Lexeme['kind'] | null {
    return this.#lexemes[this.#at]?.kind ?? null
  }

  #end(): number {
    return this.#lexemes[this.#at]?.end ?? this.#text.length
  }

  #enter(): void {
    if (++this.#depth <= maxDepth) return
    const { start, end } = this.#lexemes[this.#at] ?? { start: 0, end: this.#text.length }
    throw queryProblem(`A query may be nested at most ${maxDepth} levels deep.`, start, end)
  }

  /** A word was due where something else, or nothing, stands. */
  #missing(found: Lexeme | undefined): Error {
    const before = this.#lexemes[this.#at - 1]
    if (before !== undefined && before.kind !== 'open' && before.kind !== 'close') {
      return queryProblem(`${before.text} needs a word after it.`, before.start, before.end)
    }
    if (found !== undefined && found.kind !== 'close') {
      return queryProblem(`${found.text} needs a word before it.`, found.start, found.end)
    }
    const { start, end } = found ?? { start: this.#text.length, end: this.#text.length }
    return queryProblem('This parenthesis closes nothing. Remove it, or open one before.', start, end)
  }
}

function combine(kind: 'and' | 'or', of: QueryNode[]): QueryNode {
  const [only] = of
  return of.length === 1 && only !== undefined ? only : { kind, of }
}

function readTerm(lexeme: Lexeme): QueryTerm {
  const words: string[] = []
  let sigil: Sigil | null = null
  eachToken(lexeme.text, (word, _start, _end, mark) => {
    if (words.length === 0) sigil = mark
    words.push(word)
  })
  if (words.length === 0) {
    const what = lexeme.text.trim() === '' ? 'An empty phrase' : `“${lexeme.text}”`
    throw queryProblem(`${what} has no letter or digit to listen for.`, lexeme.start, lexeme.end)
  }
  return { kind: 'term', words, sigil, start: lexeme.start, end: lexeme.end }
}
