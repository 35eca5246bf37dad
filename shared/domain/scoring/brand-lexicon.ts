/** How a word or phrase counts when it is said about a brand; `weight` in log-odds of "negative". */
export type BrandWord = { phrase: string; weight: number }

/** A brand's own words, ready to be looked for. */
export type BrandLexicon = { words: readonly BrandWord[] }

export function compileBrandLexicon(words: readonly BrandWord[]): BrandLexicon {
  return { words }
}
