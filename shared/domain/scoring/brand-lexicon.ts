/** How a word or phrase counts when it is said about a brand; `weight` in log-odds of "negative". */
export type BrandWord = { phrase: string; weight: number }

/** A brand's own words, ready to be looked for. */
export type BrandLexicon = { words: readonly BrandWord[] }

export function compileBrandLexicon(words: readonly BrandWord[]): BrandLexicon {
  return { words }
}

/** What is wrong with a phrase, as a sentence for people; null: nothing. */
export function phraseProblem(phrase: string): string | null {
  return phrase.trim() === '' ? 'Give a word or a phrase.' : null
}
