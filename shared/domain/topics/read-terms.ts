import { wordsOf, type Told } from '../stories/telling.ts'
import type { OwnWords } from './own-words.ts'
import { readWords, type Word } from './read-words.ts'

/** The longest phrase that may be a topic, in words. */
const mostWords = 3
/** Beginning of a title and of a text that is read: what a long article is about stands there. */
const titleAtMost = 300
export const textAtMost = 1200
/** Where a word begins and ends in what was said. */
type Place = { start: number; end: number }

/** What a mention says, and each word and phrase of it that may be a topic, by key, where it stands first. */
export type Terms = { said: string; places: ReadonlyMap<string, Place> }

/** What is part of a post but no words of its author: signatures of apps and bots, and what feeds put around a text. */
const boilerplate =
  /\b(?:i(?:'|’)?\s?a?m a bot\b|beep boop|this (?:action|comment) was (?:performed|posted|made) automatically|please contact the moderators|sent from my \w+|get outlook for \w+|submitted by \/?u\/|the post .{0,200}? (?:appeared first|first appeared) on |continue reading\b|read more at\b|click here to\b|view in browser\b|(?:click|tap) to unsubscribe\b|unsubscribe from this list\b).*/gisu
const address =
  /\b[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:com|org|net|io|co|app|dev|info|news|eu|uk|de|fr|es|it|nl|pt|br|us)\b(?:\/\S*)?/giu

/**
 * Reads the words and phrases of one to three words that a mention says. The brand's own words (`ownWordsOf`) part the
 * words around them. Phrases are equal however they are joined: "payment page", "#PaymentPage" and "payment-pages".
 */
export function readTerms(told: Told, language: string | null, own: OwnWords): Terms {
  const { said: whole } = wordsOf({
    title: told.title.slice(0, titleAtMost),
    text: told.text.slice(0, textAtMost),
  })
  const said = whole.replaceAll(boilerplate, ' ').replaceAll(address, ' . ')
  const places = new Map<string, Place>()
  for (const run of readWords(said, language))
    for (const words of withoutOwn(run, own))
      for (let from = 0; from < words.length; from += 1) addTermsFrom(words, from, places)
  return { said, places }
}

function addTermsFrom(words: readonly Word[], from: number, places: Map<string, Place>): void {
  const { start, weight } = words[from]!
  if (weight === 'none') return
  let key = ''
  let full = false
  for (let at = from; at < Math.min(words.length, from + mostWords); at += 1) {
    const word = words[at]!
    key += word.key
    full ||= word.weight === 'full'
    if (full && word.weight !== 'none' && !places.has(key)) places.set(key, { start, end: word.end })
  }
}

/** The run in parts, without the brand's own words and phrases. */
function withoutOwn(run: readonly Word[], own: OwnWords): Word[][] {
  const parts: Word[][] = [[]]
  for (let at = 0; at < run.length;) {
    const size = ownAt(run, at, own)
    if (size === 0) parts.at(-1)!.push(run[at]!)
    else parts.push([])
    at += Math.max(1, size)
  }
  return parts
}

/** How many words of the run are the brand's own from a place on; 0: none. */
function ownAt(run: readonly Word[], at: number, own: OwnWords): number {
  let joined = ''
  for (let size = 1; size <= own.most && at + size <= run.length; size += 1) {
    joined += run[at + size - 1]!.folded
    if (own.joined.has(joined)) return size
  }
  return 0
}
