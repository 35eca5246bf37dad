import { TokenScan, type Sigil } from './token-scan.ts'

/**
 * One word, or one character of a script that is written without spaces. `start` and `end` are UTF-16 code units of
 * the original text, end exclusive; a sigil right before the word is told apart and not part of it.
 */
export type TokenVisitor = (word: string, start: number, end: number, sigil: Sigil | null) => void

/** Visits the folded words of a text in order, in time proportional to its length. */
export function eachToken(text: string, visit: TokenVisitor): void {
  const scan = new TokenScan()
  scan.read('', text)
  for (let token = 0; token < scan.count; token++)
    visit(scan.wordAt(token), scan.starts[token]!, scan.ends[token]!, scan.sigilAt(token))
}
