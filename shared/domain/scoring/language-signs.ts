import type { FoundPhrase } from './brand-phrases.ts'
import { englishSigns } from './languages/english-signs.ts'
import { frenchSigns } from './languages/french-signs.ts'
import { germanSigns } from './languages/german-signs.ts'
import { italianSigns } from './languages/italian-signs.ts'
import { portugueseSigns } from './languages/portuguese-signs.ts'
import { spanishSigns } from './languages/spanish-signs.ts'
import type { UrgencyReason } from './scorer.ts'
import { createSignReader, type FoundSigns, type SignList } from './sign-reader.ts'
import type { Tokens } from './tokens.ts'

const lists: Readonly<Record<string, SignList>> = {
  de: germanSigns,
  en: englishSigns,
  es: spanishSigns,
  fr: frenchSigns,
  it: italianSigns,
  pt: portugueseSigns,
}
const none: FoundSigns = { cues: [], urgency: [] }

/** Reads the signs of a text in its language; a list besides the English one is made ready for the first such text. */
export function createLanguageSigns(): (text: string, tokens: Tokens, language: string) => FoundSigns {
  const readers = new Map([['en', createSignReader(englishSigns)]])
  return (text, tokens, language) => {
    const list = lists[language]
    if (list === undefined) return none
    const read = readers.get(language) ?? createSignReader(list)
    readers.set(language, read)
    return read(text, tokens)
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
