/** Shorter words have no ending to lose. */
const shortest = 4

/**
 * What the forms of a word have in common, for counting them together; never shown. Light on purpose: plural, gender and
 * the regular endings of verbs, as far as spelling tells. Two words that fall together by it are rare; two forms that
 * stay apart cost some mentions.
 * @param word folded: lower case, without accents
 * @param language BCP 47; other languages than those known here, and null, are stemmed as English
 */
export function stem(word: string, language: string | null): string {
  if (word.length < shortest || !/^[a-z]+$/.test(word)) return word
  switch (language) {
    case 'de':
      return cut(word, /(?:en|em|er|es|e|n|s)$/)
    case 'es':
    case 'pt':
    case 'it':
      return cut(cut(word, /s$/), /[aeio]$/)
    case 'fr':
      return cut(cut(word, /[sx]$/), /e$/)
    default:
      return stemEnglish(word)
  }
}

/** After the S-stemmer (Harman 1991) and the first step of Porter's (1980). */
function stemEnglish(word: string): string {
  const singular = /(?:ss|us|is)$/.test(word)
    ? word
    : /[^ae]ies$/.test(word)
      ? `${word.slice(0, -3)}y`
      : /(?:ss|sh|ch|x|z)es$/.test(word)
        ? word.slice(0, -2)
        : word.replace(/s$/, '')
  const bare = singular.replace(/(?<=[a-z]{3})(?<!e)ed$|(?<=[a-z]{3})ing$/, '')
  const whole = bare !== singular && /[aeiouy]/.test(bare) ? bare : singular
  // "charge" and "charged", "cancel" and "cancelled".
  return cut(cut(whole, /(?<!e)e$/), /([^aeious])(?=\1$)/).replace(/(?<=[a-z]{3}[^aeiou])y$/, 'i')
}

function cut(word: string, ending: RegExp): string {
  const stemmed = word.replace(ending, '')
  return stemmed.length < shortest - 1 ? word : stemmed
}
