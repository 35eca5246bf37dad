import type { Limits } from './labels.ts'
import { emojiPoints } from './lexicon.ts'
import { spell, type WordList } from './languages/word-list.ts'
import type { Negation } from './roles.ts'
import type { ScoredStretch } from './scorer.ts'
import { ofBrand, pictureHash, tokenKinds, type Tokens } from './tokens.ts'
import { addUnit, finishHash, hashStart, hashWord } from './word-hash.ts'
import { WordTable } from './word-table.ts'

const points = { best: 3, good: 1.6, bad: -1.8, worst: -3.2 } as const
const turnsFactor = -0.6
const boost = 1.3
const reach = 3
/** As in dell'amico. */
const longestElision = 6

/** Log-odds without any rated word, and what a point counts, as English word lists taught it. */
const start = -1.4
const perPoint = 1.5
const positiveStart = -0.6

/** A text without a rated word is neither bad nor good. */
export const listLimits: Limits = { negative: -1.1, positive: 0 }

const hundredths = 100
const happyMouths = ')]dp*3'
const sadMouths = '([/\\|c'

export type ListScored = {
  negative: number
  positive: number
  contributions: ScoredStretch[]
  constant: { weight: number; why: string }
}

export type ListScorer = {
  score(text: string, tokens: Tokens): ListScored
  /** How words turn those after them. */
  negation(tokens: Tokens): Negation
}

/** Scores a language by a list of words, emoji and emoticons: negators turn what follows, boosters strengthen it. */
export function createListScorer(list: WordList): ListScorer {
  const table = new WordTable(4096)
  const rate = (hash: number, value: number) => table.set(hash, Math.round((value + 10) * hundredths))
  for (const [codePoint, value] of emojiPoints) rate(pictureHash(codePoint), value)
  const mouth = (sign: string) => finishHash(addUnit(addUnit(hashStart, 0x3a), sign.charCodeAt(0)))
  for (const sign of happyMouths) rate(mouth(sign), 2)
  for (const sign of sadMouths) rate(mouth(sign), -2)
  for (const kind of ['good', 'bad', 'best', 'worst'] as const)
    for (const word of spell(list[kind])) rate(hashWord(word), points[kind])
  const negators = new Set(spell(list.negators).map(hashWord))
  const boosters = new Set(spell(list.boosters).map(hashWord))

  function score(text: string, tokens: Tokens): ListScored {
    const found: { token: number; value: number; turned: boolean }[] = []
    let words = 0
    let turns = 0
    let strength = 1
    let total = 0
    for (let token = 0; token < tokens.count; token++) {
      const kind = tokens.kind[token]!
      if (kind >= tokenKinds.comma) {
        turns = 0
        continue
      }
      if (kind === tokenKinds.handle || kind === tokenKinds.url) continue
      words++
      const hash = tokens.hash[token]!
      if ((tokens.flags[token]! & ofBrand) !== 0) {
        if (turns > 0) turns--
        continue
      }
      let known = table.get(hash)
      if (known < 0 && kind === tokenKinds.word) known = table.get(afterElision(text, tokens, token))
      if (known >= 0) {
        const rated = known / hundredths - 10
        // In “non risponde mai” both are one negation.
        const turned = turns > 0 && kind === tokenKinds.word && !negators.has(hash)
        const value = rated * (turned ? turnsFactor : 1) * strength
        total += value
        found.push({ token, value, turned })
      }
      if (turns > 0) turns--
      if (negators.has(hash)) turns = reach
      strength = boosters.has(hash) ? boost : 1
    }
    const perValue = perPoint / Math.sqrt(words + 5)
    return {
      negative: start - total * perValue,
      positive: positiveStart + total * perValue,
      contributions: found.map(({ token, value, turned }) => {
        const from = tokens.start[token]!
        const to = tokens.end[token]!
        const sounds = value > 0 !== turned ? 'a good word' : 'a bad word'
        const why = turned ? `${sounds}, turned by a word before it` : sounds
        return { start: from, end: to, text: text.slice(from, to), weight: -value * perValue, why }
      }),
      constant: { weight: start, why: 'where every text starts' },
    }
  }

  return {
    score,
    negation: ({ hash }) => ({ reach, negates: (token) => negators.has(hash[token]!) }),
  }
}

/** The hash of what follows an apostrophe within a word, as in l'amour; else of the word itself. */
function afterElision(text: string, tokens: Tokens, token: number): number {
  const end = tokens.end[token]!
  const last = Math.min(end, tokens.start[token]! + longestElision)
  for (let at = tokens.start[token]!; at < last; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0x27 || unit === 0x2019) return hashWord(text.slice(at + 1, end))
  }
  return tokens.hash[token]!
}
