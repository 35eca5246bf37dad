import type { FoundPhrase } from './brand-phrases.ts'
import { englishSigns } from './languages/english-signs.ts'
import type { Reader } from './model.ts'
import type { UrgencyReason } from './scorer.ts'
import { createSignReader, type FoundSigns, type SignList, type SignReader } from './sign-reader.ts'
import type { Tokens } from './tokens.ts'
import { standsInSign } from './vocabulary.ts'

const listOf: Readonly<Record<string, SignList>> = {}
const none: FoundSigns = { cues: [], urgency: [] }

type Read = (text: string, tokens: Tokens, language: string) => FoundSigns

/**
 * Reads the signs of a text in its language. Lists besides the English one are made ready for the first such text; the
 * words of the English one are marked in the vocabulary, where the features have looked up each token.
 */
export function createLanguageSigns({ vocabulary, features }: Reader): Read {
  const english = createSignReader(englishSigns)
  vocabulary.markSigns(english.needed)
  const { roles } = vocabulary
  const mayStand = (token: number) => (roles[features.entry[token]!]! & standsInSign) !== 0
  const readers = new Map<string, SignReader>()
  return (text, tokens, language) => {
    if (language === 'en') return english.read(text, tokens, mayStand)
    const list = listOf[language]
    if (list === undefined) return none
    const reader = readers.get(language) ?? createSignReader(list)
    readers.set(language, reader)
    return reader.read(text, tokens)
  }
}

/**
 * Where a brand says that a phrase says nothing, as of a hospital's or a law firm's name, the reasons to hurry that stand
 * within it do not count either; only that somebody may get hurt always does.
 */
export function withoutNames(
  reasons: readonly UrgencyReason[],
  said: readonly FoundPhrase[],
): readonly UrgencyReason[] {
  const names = said.filter(({ weight }) => weight === 0)
  if (names.length === 0) return reasons
  return reasons.filter(
    ({ id, start, end }) => id === 'safety' || !names.some((name) => name.start <= start && end <= name.end),
  )
}
