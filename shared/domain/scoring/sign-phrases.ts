import { HashTable } from '../matching/hash-table.ts'
import { numberHash, tokenKinds, type Tokens } from './tokens.ts'
import { hashWord } from './word-hash.ts'

/** One place of a phrase: the words that may stand there, by hash (null: any one), and whether it may be empty. */
type Slot = { words: ReadonlySet<number> | null; optional: boolean; cost: number }
type SignPhrase = { sign: number; slots: readonly Slot[]; anchor: number }

/** Where a phrase stands: its tokens, the last inclusive. */
export type SignHit = { sign: number; from: number; to: number }

/** So common in their languages that a phrase is not looked for by them. */
const commonWords = new Set(
  (
    "a an the i i'm im i've i'll we we're my our your you u it it's its this that they them his her he she me us is are was were be been has have had do does did can could will would should may to of in on at for from by with and or but not no so if as up out off about when where what which who why how all any just like get got go going want need now still please one two some there here then than too very more over back down again been after before " +
    'ich du er sie es wir ihr mir mich ein eine einen einer der die das den dem des und oder nicht kein keine ist sind war hat habe haben wird mit auf für von zu zum zur im in an am bei seit nach noch mein meine meinen meiner bitte wie was wann wo warum ' +
    'el la los las un una unos unas de del al en con por para que qué y o no se me te le lo mi mis su sus es son está están ha han he yo tú usted cuando cuándo como cómo donde dónde sin desde hace ' +
    "le les des du une est sont a ai as au aux je tu il elle on nous vous ils ce cette ces mon ma mes votre vos son sa ses et ou où pas ne plus en dans pour avec sur sans depuis qui quand comment c'est j'ai " +
    'o os as um uma do da dos das no na nos nas em com sem para por que se me meu minha seu sua e ou não é são está foi já há quando como onde eu você ' +
    "il lo gli uno del della dei delle di da nel nella con su per che e è sono ha ho non mi ti si ci mio mia vostro vostra quando come dove perché c'è da"
  ).split(' '),
)
const costOf = (word: string) => (commonWords.has(word) || word === '#' ? 100 : 1)

/**
 * Phrases of slots, each looked for by the slot whose words are rarest: most words of a text are looked up once and
 * nothing follows. Written as those of cues are.
 */
export class SignPhrases {
  /** Hashes of the words that phrases are looked for by. */
  readonly anchors: readonly number[]
  readonly #numbers: HashTable
  readonly #phrasesAt: readonly (readonly SignPhrase[])[]

  /** @param groups alternatives by the name that stands for them */
  constructor(signs: readonly (readonly string[])[], groups: Readonly<Record<string, string>>) {
    const phrases = signs.flatMap((all, sign) => all.map((phrase) => compile(phrase, sign, groups)))
    const byAnchor = new Map<number, SignPhrase[]>()
    for (const phrase of phrases) {
      for (const word of phrase.slots[phrase.anchor]?.words ?? []) {
        const known = byAnchor.get(word)
        if (known === undefined) byAnchor.set(word, [phrase])
        else known.push(phrase)
      }
    }
    this.anchors = [...byAnchor.keys()]
    this.#numbers = new HashTable(this.anchors)
    this.#phrasesAt = [...byAnchor.values()]
  }

  /** Of each phrase that stands in the text, by its anchors in the text's order, the longest reading. */
  find(tokens: Tokens, mayAnchor?: (token: number) => boolean): SignHit[] {
    const hits: SignHit[] = []
    for (let token = 0; token < tokens.count; token++) {
      if (tokens.kind[token]! >= tokenKinds.comma || mayAnchor?.(token) === false) continue
      const anchor = this.#numbers.find(tokens.hash[token]!)
      if (anchor < 0) continue
      for (const { sign, slots, anchor: at } of this.#phrasesAt[anchor]!) {
        const to = farthest(tokens, slots, at + 1, token, 1)
        if (to < 0) continue
        const from = farthest(tokens, slots, at - 1, token, -1)
        if (from >= 0) hits.push({ sign, from, to })
      }
    }
    return hits
  }
}

/** The token farthest from `token` up to which the slots from `slot` on can be read in a direction; −1: they cannot. */
function farthest(tokens: Tokens, slots: readonly Slot[], slot: number, token: number, step: 1 | -1): number {
  const wanted = slots[slot]
  if (wanted === undefined) return token
  const next = token + step
  const isThere =
    next >= 0 &&
    next < tokens.count &&
    tokens.kind[next]! < tokenKinds.comma &&
    (wanted.words === null || wanted.words.has(tokens.hash[next]!))
  const taken = isThere ? farthest(tokens, slots, slot + step, next, step) : -1
  if (!wanted.optional) return taken
  const passed = farthest(tokens, slots, slot + step, token, step)
  if (taken < 0 || passed < 0) return Math.max(taken, passed)
  return step > 0 ? Math.max(taken, passed) : Math.min(taken, passed)
}

function compile(phrase: string, sign: number, groups: Readonly<Record<string, string>>): SignPhrase {
  const slots = phrase.split(' ').map((part) => readSlot(part, groups))
  let anchor = -1
  slots.forEach(({ words, optional, cost }, at) => {
    if (words !== null && !optional && (anchor < 0 || cost < slots[anchor]!.cost)) anchor = at
  })
  if (anchor < 0) throw new Error(`“${phrase}” has no word that must stand there.`)
  return { sign, slots, anchor }
}

function readSlot(part: string, groups: Readonly<Record<string, string>>): Slot {
  const optional = part.length > 1 && part.endsWith('?')
  const written = optional ? part.slice(0, -1) : part
  if (written === '_') return { words: null, optional, cost: 0 }
  const words = written.split('|').flatMap((word) => {
    const group = /^<(\w+)>$/.exec(word)?.[1]
    return group === undefined ? [word] : (groups[group]?.split('|') ?? [word])
  })
  const hashes = words.map((word) => (word === '#' ? numberHash : hashWord(word)))
  return { words: new Set(hashes), optional, cost: words.reduce((sum, word) => sum + costOf(word), 0) }
}
