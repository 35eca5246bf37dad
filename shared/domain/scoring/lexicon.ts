import emojis from 'sentiment/build/emoji.json' with { type: 'json' }
import labels from 'sentiment/languages/en/labels.json' with { type: 'json' }

/** Points of each single word, −5…5: AFINN-165 as the `sentiment` package ships it. Its phrases never match a word. */
export const wordPoints: ReadonlyMap<string, number> = new Map(
  Object.entries(labels).filter(([word]) => !word.includes(' ')),
)

/** The package also rates box drawing, letters and trademark signs; those say nothing about a mood. */
const isPicture = (symbol: string) => /^\p{Extended_Pictographic}$/u.test(symbol) && !/[©®™Ⓜ]/.test(symbol)

/** Points of each emoji, keyed by its code point. */
export const emojiPoints: ReadonlyMap<number, number> = new Map(
  Object.entries(emojis)
    .filter(([symbol]) => isPicture(symbol))
    .map(([symbol, points]) => [symbol.codePointAt(0) ?? 0, points]),
)
