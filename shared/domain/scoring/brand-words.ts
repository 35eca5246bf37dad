import type { FoundPhrase } from './brand-phrases.ts'
import type { Features } from './features.ts'
import type { Negation } from './roles.ts'
import { ofBrand, tokenKinds, type Tokens } from './tokens.ts'
import { hashWord } from './word-hash.ts'

const anyBrandWord = hashWord('<brand word>')
const praiseTurned = -0.6
const troubleTurned = 0
const none: readonly BrandStretch[] = []

/** A phrase of the brand in a text, with what it counts there. */
export type BrandStretch = FoundPhrase & { why: string }

/**
 * Makes a brand's words say nothing but what the brand says that they do: whatever reads the tokens afterwards finds a
 * word there that nobody knows. A negator before such a word turns it, as it turns a rated word: where "sick" is praise,
 * "not sick" is a complaint, though a weaker one; where "internet" is a worry, "no internet" is no praise.
 */
export function hush(
  tokens: Tokens,
  found: readonly FoundPhrase[],
  negation: Negation,
): readonly BrandStretch[] {
  if (found.length === 0) return none
  for (const { first, last } of found) {
    for (let token = first; token <= last; token++) {
      tokens.kind[token] = tokenKinds.word
      tokens.hash[token] = anyBrandWord
      tokens.flags[token] = ofBrand
    }
  }
  return found.map((phrase) => {
    const why = phrase.last > phrase.first ? 'a phrase of this brand' : 'a word of this brand'
    if (!isTurned(tokens, phrase.first, negation)) return { ...phrase, why }
    const weight = phrase.weight * (phrase.weight < 0 ? praiseTurned : troubleTurned)
    return { ...phrase, weight, why: `${why}, turned by a word before it` }
  })
}

function isTurned(tokens: Tokens, before: number, { reach, negates }: Negation): boolean {
  let words = 0
  for (let token = before - 1; token >= 0 && words < reach; token--) {
    const kind = tokens.kind[token]!
    if (kind > tokenKinds.comma) return false
    if (kind === tokenKinds.comma) continue
    if ((tokens.flags[token]! & ofBrand) === 0 && negates(token)) return true
    words++
  }
  return false
}

/** What a model learnt of pairs with a word that nobody knows is chance: it does not count. */
export function forgetHushed(features: Features, { flags }: Tokens): void {
  const { hashedIndex, hashedTokens, hashedCount } = features
  let kept = 0
  for (let at = 0; at < hashedCount; at++) {
    const tokens = hashedTokens[at]!
    const last = tokens >> 1
    if (((flags[last]! | flags[last - (tokens & 1)]!) & ofBrand) !== 0) continue
    hashedIndex[kept] = hashedIndex[at]!
    hashedTokens[kept++] = tokens
  }
  features.hashedCount = kept
}
