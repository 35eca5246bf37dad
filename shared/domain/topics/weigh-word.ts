import { stem } from './stem.ts'
import { calendarWords, hasStopWords, stopWordsOf } from './stop-words.ts'

/** Whether a word may be a topic: alone; only beside one that may; or only between two that may. */
export type Weight = 'full' | 'half' | 'none'

/** What a folded word weighs, and what its forms have in common: `key`. */
type Weighed = { key: string; weight: Weight }
export type Weighing = (folded: string) => Weighed

const hiragana = /^\p{sc=Hira}+$/u
const startsWithDigit = /^\p{N}/u
const digits = /^\p{N}+$/u
/** Longer ones are names that begin with a number. */
const measure = 5
const elongated = /(.)\1{2,}/gu

/** So many words are remembered of a language; then it begins anew. */
const mostRemembered = 20_000
const weighings = new Map<string, Weighing>()

/** How words weigh in a language (BCP 47); null: it is not known. */
export function weighingOf(language: string | null): Weighing {
  const primary = language?.split('-')[0] ?? ''
  const known = hasStopWords(primary) ? primary : ''
  let weighing = weighings.get(known)
  if (weighing === undefined) weighings.set(known, (weighing = createWeighing(known === '' ? null : known)))
  return weighing
}

function createWeighing(language: string | null): Weighing {
  const remembered = new Map<string, Weighed>()
  const stops = stopWordsOf(language)
  const weigh = (folded: string): Weight => {
    const isDigits = digits.test(folded)
    if (stops.has(folded) || (!isDigits && [...folded].length < 2)) return 'none'
    // Japanese writes its small words so.
    if (hiragana.test(folded)) return 'none'
    const isMeasure = folded.length <= measure && startsWithDigit.test(folded)
    return isDigits || isMeasure || calendarWords.has(folded) ? 'half' : 'full'
  }
  return (folded) => {
    let weighed = remembered.get(folded)
    if (weighed === undefined) {
      if (remembered.size >= mostRemembered) remembered.clear()
      // "sooo" is "so".
      weighed = { key: stem(folded.replaceAll(elongated, '$1'), language), weight: weigh(folded) }
      remembered.set(folded, weighed)
    }
    return weighed
  }
}
