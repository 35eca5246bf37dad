import { readField } from './query-field.ts'
import type { Lexeme } from './query-lexer.ts'
import { extentOf, type QueryNode, type QueryTerm } from './query-node.ts'
import { queryProblem } from './query-problem.ts'
import { readTerm } from './query-term.ts'

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
    if (this.#peek() !== 'not') return this.#near()
    this.#enter()
    this.#at++
    const of = this.#not()
    this.#depth--
    return { kind: 'not', of }
  }

  #near(): QueryNode {
    const left = this.#primary()
    const near = this.#lexemes[this.#at]
    if (near?.kind !== 'near') return left
    this.#at++
    const right = this.#primary()
    const again = this.#lexemes[this.#at]
    if (again?.kind === 'near') {
      throw queryProblem(
        `Only two can be near each other. Join them with AND: a ${near.text} b AND b ${again.text} c.`,
        again.start,
        again.end,
      )
    }
    const { start } = extentOf(left)
    const { end } = extentOf(right)
    const sides: [QueryTerm[], QueryTerm[]] = [sideOf(near, left), sideOf(near, right)]
    return { kind: 'near', sides, distance: near.distance, start, end }
  }

  #primary(): QueryNode {
    const lexeme = this.#lexemes[this.#at]
    if (lexeme?.kind === 'word' || lexeme?.kind === 'phrase') {
      this.#at++
      return readTerm(lexeme)
    }
    if (lexeme?.kind === 'field') {
      this.#at++
      return readField(lexeme)
    }
    if (lexeme?.kind !== 'open') throw this.#missing(lexeme)
    return this.#group(lexeme)
  }

  #group(lexeme: Lexeme): QueryNode {
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

/** The alternatives of one side of a near. */
function sideOf(near: Lexeme & { kind: 'near' }, side: QueryNode): QueryTerm[] {
  const terms = side.kind === 'or' ? side.of : [side]
  return terms.map((term) => {
    if (term.kind === 'term' && !term.inTitle) return term
    const { start, end } = extentOf(side)
    throw queryProblem(
      `${near.text} stands between two words or "phrases", or groups of them joined by OR: (late OR delayed).`,
      start,
      end,
    )
  })
}
