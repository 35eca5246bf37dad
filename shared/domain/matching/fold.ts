/**
 * What changes a letter's look but not what people mean by it: soft hyphens, joiners, the Arabic stretch, and the
 * marks of scripts where they are accents or vowel points. Not those of Japanese, Thai or Indic scripts, which spell.
 */
const ignorable =
  /\u{ad}|\u{200c}|\u{200d}|\u{2060}|\u{feff}|\u{640}|(?![\u{3099}\u{309a}])(?=\p{M})[\p{sc=Zinh}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Arab}\p{sc=Hebr}]/gu

/** Letters that Unicode does not take apart, but that people type both ways. */
const twins: Record<string, string> = {
  ß: 'ss',
  ς: 'σ',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
}
const twinned = new RegExp(`[${Object.keys(twins).join('')}]`, 'g')

/** The form in which two spellings of a word are equal: compatibility forms, case and accents folded. May be ''. */
export function foldWord(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(ignorable, '')
    .replace(twinned, (letter) => twins[letter] ?? letter)
    .normalize('NFC')
}
