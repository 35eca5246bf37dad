import { saidIn } from '../../contract/headline.ts'
import type { LanguageOf } from '../scoring/scorer.ts'
import type { CompiledTerm, Fact } from './compile.ts'
import type { MatchSpan, Matchable } from './matchable.ts'
import { isNear, nearPlaces } from './near.ts'
import { handleOf, isOfSite, readAddress, type Address } from './site.ts'
import { TermFinder, type Occurrence } from './term-finder.ts'

const link = /\bhttps?:\/\/\S|\bwww\.[^\s.]|\b[a-z0-9-]{1,63}\.[a-z]{2,24}\/\S/i
/** Of one term. Nobody reads on where a word stands so often. */
const mostPlaces = 1000

/** What is true of one item after another. What is dear to find out is found out only when it is asked for. */
export class ItemFacts {
  readonly words = new TermFinder()
  readonly #authorWords = new TermFinder()
  readonly #languageOf: LanguageOf
  #item: Matchable = { title: '', text: '' }
  #authorRead = false
  #address: Address | null | undefined
  #language: string | null | undefined

  constructor(languageOf: LanguageOf) {
    this.#languageOf = languageOf
  }

  read(item: Matchable): void {
    this.#item = item
    this.#authorRead = false
    this.#address = undefined
    this.#language = undefined
    this.words.read(item.title, item.text)
  }

  /** The author's name, as a title, and their handle, as a text. */
  get author(): TermFinder {
    if (!this.#authorRead) {
      const { author, authorUrl } = this.#item
      this.#authorWords.read(author ?? '', typeof authorUrl === 'string' ? handleOf(authorUrl) : '')
      this.#authorRead = true
    }
    return this.#authorWords
  }

  /** Null: the item has none. */
  get address(): Address | null {
    const { url } = this.#item
    if (this.#address === undefined) this.#address = typeof url === 'string' ? readAddress(url) : null
    return this.#address
  }

  /** As declared, else what the scorer calls it; null when neither tells. */
  get language(): string | null {
    if (this.#language === undefined) {
      const { language } = this.#item
      const declared = typeof language === 'string' && language !== '' && language !== 'und'
      this.#language = declared
        ? language.toLowerCase().replaceAll('_', '-')
        : this.#languageOf(saidIn(this.#item))
    }
    return this.#language
  }

  holds(fact: Fact): boolean {
    switch (fact.kind) {
      case 'term':
        return this.words.has(fact.term)
      case 'near':
        return isNear(this.words, fact)
      case 'author':
        return this.#isBy(fact.term, fact.whole)
      case 'site':
        return this.address !== null && isOfSite(this.address, fact)
      case 'source':
        return this.#item.source === fact.source
      case 'lang':
        return this.#isIn(fact.language)
      case 'has':
        return fact.what === 'media'
          ? (this.#item.media ?? []).length > 0
          : link.test(this.#item.title) || link.test(this.#item.text)
    }
  }

  /** Adds the places that make the fact true; of author, site and the like there are none. */
  addSpans(fact: Fact, spans: MatchSpan[]): void {
    if (fact.kind === 'near') {
      for (const place of nearPlaces(this.words, fact).slice(0, mostPlaces)) spans.push(this.#spanOf(place))
    } else if (fact.kind === 'term') {
      let places = 0
      this.words.some(fact.term, (place) => {
        spans.push(this.#spanOf(place, fact.term))
        return ++places === mostPlaces
      })
    }
  }

  #isBy(term: CompiledTerm, whole: string | null): boolean {
    if (whole === null) return this.author.has(term)
    const { author, authorUrl } = this.#item
    if (author?.trim().normalize('NFC') === whole) return true
    const handle = typeof authorUrl === 'string' ? handleOf(authorUrl) : ''
    return handle !== '' && (handle === whole || handle.startsWith(`${whole.replace(/^(?!@)/, '@')}@`))
  }

  #isIn(language: string): boolean {
    return this.language === language || this.language?.startsWith(`${language}-`) === true
  }

  #spanOf({ first, last }: Occurrence, term?: CompiledTerm): MatchSpan {
    const { scan } = this.words
    const start = scan.starts[first]! - ((term?.sigil ?? null) === null ? 0 : 1)
    return { field: first < scan.titleEnd ? 'title' : 'text', start, end: scan.ends[last]! }
  }
}
