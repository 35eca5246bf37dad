import { LanguageGuess } from '../scoring/language.ts'
import { eachWord } from '../scoring/words.ts'

/** Scripts that tell the language; the first that is there decides: Japanese mixes its own with Chinese characters. */
const languagesByScript: [RegExp, string][] = [
  [/[\p{sc=Hira}\p{sc=Kana}]/u, 'ja'],
  [/\p{sc=Hang}/u, 'ko'],
  [/\p{sc=Thai}/u, 'th'],
  [/\p{sc=Grek}{2}/u, 'el'],
  [/\p{sc=Hebr}/u, 'he'],
  [/\p{sc=Han}{2}/u, 'zh'],
]
const lookedAt = 2000

/** The language that a text seems to be written in: by its script, else by its small words; null when nothing tells. */
export function detectLanguage(text: string): string | null {
  const beginning = text.slice(0, lookedAt)
  const ofWords = new LanguageGuess()
  eachWord(beginning, (word) => ofWords.see(word))
  return ofWords.best() ?? languagesByScript.find(([script]) => script.test(beginning))?.[1] ?? null
}
