import { BrandPhrases, type FoundPhrase } from './brand-phrases.ts'
import { Pieces } from './pieces.ts'
import { tokenKinds, Tokens } from './tokens.ts'

/**
 * How a word or phrase counts when it is said about a brand. A leading `=` asks for exactly these capitals. A word is
 * found as a hashtag, too; `#word` only as one, `@name` only as a handle.
 *
 * `weight` is in log-odds of "negative": above 0 it makes a text sound worse, below 0 better, 0 says nothing. It takes
 * the place of all that the scorer makes of these words. The log-odds of "positive" get −weight: weights lie on one line
 * from praise to complaint, so that what speaks for one speaks as much against the other, and 0 for neither.
 */
export type BrandWord = { phrase: string; weight: number }

/** A brand's own words, ready to be looked for; `find` takes time by the text's length, not by how many there are. */
export type BrandLexicon = {
  words: readonly BrandWord[]
  /** In the text's order, without overlap; of those that would overlap the longest. */
  find(text: string, tokens: Tokens): readonly FoundPhrase[]
}

const mostWords = 8

/** @param words with phrases that `phraseProblem` finds nothing wrong with; others are never found. */
export function compileBrandLexicon(words: readonly BrandWord[]): BrandLexicon {
  const phrases = new BrandPhrases()
  for (const { phrase, weight } of words) {
    const { text, tokens, exact } = readPhrase(phrase)
    phrases.add(text, tokens, exact, weight)
  }
  return { words, find: (text, tokens) => phrases.find(text, tokens) }
}

/** The same lexicon with one word more, which counts where both stand, without all being compiled again. */
export function withBrandWord(lexicon: BrandLexicon, word: BrandWord): BrandLexicon {
  const more = compileBrandLexicon([word])
  const length = ({ start, end }: FoundPhrase) => end - start
  return {
    words: [...lexicon.words, word],
    find(text, tokens) {
      const added = more.find(text, tokens)
      const known = lexicon.find(text, tokens)
      if (added.length === 0 || known.length === 0) return added.length === 0 ? known : added
      const overlap = (a: FoundPhrase, b: FoundPhrase) => a.start < b.end && b.start < a.end
      const longer = known.filter((one) =>
        added.some((ours) => overlap(one, ours) && length(one) > length(ours)),
      )
      const kept = added.filter((ours) => !longer.some((one) => overlap(one, ours)))
      const others = known.filter((one) => !kept.some((ours) => overlap(one, ours)))
      return [...kept, ...others].toSorted((a, b) => a.start - b.start)
    },
  }
}

/** What is wrong with a phrase, as a sentence for people; null: nothing. */
export function phraseProblem(phrase: string): string | null {
  const { tokens } = readPhrase(phrase)
  let words = 0
  for (let token = 0; token < tokens.count; token++) if (tokens.kind[token]! < tokenKinds.comma) words++
  if (words === 0) return 'A phrase needs a word, a number or an emoji.'
  if (words > mostWords) return `A phrase may have at most ${mostWords} words.`
  if (/[\p{L}\p{N}][*＊]+$/u.test(phrase.trim()))
    return 'A * does not stand for endings here: give each form of the word by itself.'
  return null
}

/** Whether two phrases are found at the same places. */
export function isSamePhrase(one: string, other: string): boolean {
  return spelt(one) === spelt(other)
}

function spelt(phrase: string): string {
  const { text, tokens, exact } = readPhrase(phrase)
  const pieces = new Pieces()
  pieces.read(text, tokens)
  const [first, last] = pieces.withoutOuterSigns()
  return (exact ? '=' : '') + pieces.spell(first, last, { exact, tags: true })
}

const tokens = new Tokens()

/** The tokens are those of the phrase until the next one is read. */
function readPhrase(phrase: string): { text: string; tokens: Tokens; exact: boolean } {
  const written = phrase.trim()
  const afterSign = /^[=＝]\s*/.exec(written)
  // Not in =) and other faces.
  if (afterSign !== null && /[\p{L}\p{N}]/u.test(written)) {
    const text = written.slice(afterSign[0].length)
    tokens.read(text)
    return { text, tokens, exact: true }
  }
  tokens.read(written)
  return { text: written, tokens, exact: false }
}
