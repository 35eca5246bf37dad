import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { smallWords } from './language.ts'
import type { Reader } from './model.ts'
import { hashtag, tokenKinds, type Tokens } from './tokens.ts'
import { entryMask, isRated, isSmallWord, unknownWord } from './vocabulary.ts'

type Eld = typeof import('eld/extrasmall').eld

const names = Object.keys(smallWords)
const english = names.indexOf('en')
const englishBit = 1 << english
const hindi = names.indexOf('hi')

/** Scripts that tell the language; the first that is there decides: Japanese mixes its own with Chinese characters. */
const languagesByScript: readonly [RegExp, string][] = [
  [/[\p{sc=Hira}\p{sc=Kana}]/u, 'ja'],
  [/\p{sc=Hang}/u, 'ko'],
  [/\p{sc=Thai}/u, 'th'],
  [/\p{sc=Grek}{2}/u, 'el'],
  [/\p{sc=Hebr}/u, 'he'],
  [/\p{sc=Han}/u, 'zh'],
]

const ofScript = (shown: string) => languagesByScript.find(([script]) => script.test(shown))?.[1] ?? null

/** Characters of words that the detector is shown. */
const shownAtMost = 400
/** Fewer words than these tell little. */
const fewWords = 4

const isEnglishHint = (hint: string | undefined) => hint !== undefined && /^en\b/i.test(hint)
const isForeignHint = (hint: string | undefined): hint is string =>
  hint !== undefined && hint !== '' && !/^(en|und|mul|zxx)\b/i.test(hint)

/**
 * Names the language of a text that `reader` has read: BCP 47, or null when nothing tells. Its small words decide where
 * they clearly speak English, which is quick; else the `eld` package does, which is loaded for the first such text. The
 * platform's hint is often wrong and decides only where the words do not.
 */
export function createLanguageDetector(): (text: string, reader: Reader, hint?: string) => string | null {
  let eld: Eld | null = null
  const counts = new Int32Array(names.length)

  return (text, reader, hint) => {
    const { tokens } = reader
    if (tokens.letters === 0) return null
    if (tokens.foreignLetters * 2 > tokens.letters) {
      const shown = wordsOf(text, tokens)
      return ofScript(shown) ?? askEld(shown)?.language ?? null
    }
    const { words, common, unknown } = countWords(reader, counts)
    const ours = counts[english]!
    let best = -1
    for (let language = 0; language < counts.length; language++)
      if (language !== english && (best < 0 || counts[language]! > counts[best]!)) best = language
    const others = counts[best]!
    // A name in Latin letters may well be longer than what is said about it; a single sign is but an ornament.
    if (tokens.foreignLetters > 1 && common + ours + others === 0) {
      const language = ofScript(wordsOf(text, tokens))
      if (language !== null) return language
    }
    if (best === hindi && others >= 2 && (others >= ours || unknown * 5 >= words)) return 'hi'
    const isStrange = words > fewWords && unknown * 3 >= words
    if (!isStrange && ours > others && (ours >= 2 || words <= fewWords || common * 2 >= words)) return 'en'
    if (
      others === 0 &&
      (common === words || (common >= 2 && common * 2 >= words) || (ours > 0 && common * 3 >= words))
    )
      return 'en'
    // A few words that English knows, one of them common or of a cue: the detector would only guess.
    const { hits } = reader.features
    if (unknown === 0 && others <= 1 && common * 3 >= words * 2) return 'en'
    if (others === 0 && unknown === 0 && words <= fewWords && (common > 0 || hits.count > 0)) return 'en'

    const found = askEld(wordsOf(text, tokens))
    if (found?.language === 'en') return 'en'
    const sure = found !== null && words >= fewWords && (found.reliable || others > ours)
    if (sure) return ours > others && isEnglishHint(hint) ? 'en' : found.language
    if (others >= 2 && others > ours) return names[best]!
    if (isForeignHint(hint)) return hint.toLowerCase().split(/[-_]/)[0]!
    if (ours === 0 && words > 2 && found !== null && !isEnglishHint(hint)) return found.language
    return ours > 0 || isEnglishHint(hint) ? 'en' : null
  }

  function askEld(shown: string): { language: string; reliable: boolean } | null {
    eld ??= loadEld()
    const found = eld.detect(shown)
    return found.language === '' ? null : { language: found.language, reliable: found.isReliable() }
  }
}

/** Not imported above: it takes half a second, and most processes never meet a text that needs it. */
function loadEld(): Eld {
  const module = createRequire(import.meta.url)(fileURLToPath(import.meta.resolve('eld/extrasmall')))
  return (module as { eld: Eld }).eld
}

/** Of the frequent English words, by rank; the weights file lists its words so. */
const commonRank = 6000

/**
 * How many words there are, how many of them are common in English or rated by its lexicons and not small words of
 * another language, and how many nobody knows.
 */
function countWords(
  { tokens, features, vocabulary }: Reader,
  counts: Int32Array,
): { words: number; common: number; unknown: number } {
  counts.fill(0)
  let words = 0
  let common = 0
  let unknown = 0
  const { kind, flags, count } = tokens
  const { known } = features
  const { languages } = vocabulary
  for (let token = 0; token < count; token++) {
    if (kind[token] !== tokenKinds.word) continue
    words++
    const word = known[token]!
    if (word === unknownWord) {
      if ((flags[token]! & hashtag) === 0) unknown++
      continue
    }
    const entry = word & entryMask
    let bits = (word & isSmallWord) !== 0 ? languages[entry]! : 0
    const isEnglish = entry < commonRank || (word & isRated) !== 0
    if (isEnglish && (bits === 0 || (bits & englishBit) !== 0)) common++
    for (let language = 0; bits !== 0; language++, bits >>= 1) if ((bits & 1) !== 0) counts[language]!++
  }
  return { words, common, unknown }
}

/** The words without handles, addresses, hashtags and signs. */
function wordsOf(text: string, tokens: Tokens): string {
  let shown = ''
  for (let token = 0; token < tokens.count && shown.length < shownAtMost; token++) {
    if (tokens.kind[token] === tokenKinds.word && (tokens.flags[token]! & hashtag) === 0)
      shown += `${text.slice(tokens.start[token], tokens.end[token])} `
  }
  return shown.slice(0, shownAtMost)
}
