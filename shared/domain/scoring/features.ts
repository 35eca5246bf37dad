import { Hits, type Phrases } from './phrases.ts'
import { negationReach } from './roles.ts'
import { cueIds } from './signs.ts'
import { capitals, elongated, tokenKinds, type Tokens } from './tokens.ts'
import { beginsPhrase, isContrast, isNegator, isSecondPerson, type Vocabulary } from './vocabulary.ts'
import { pairHash } from './word-hash.ts'

/** Words, negated words and pairs of words share this many weights, by hash. */
export const hashedSize = 2 ** 18
const hashMask = hashedSize - 1

const names = [
  'constant', 'positive', 'negative', 'positiveShare', 'negativeShare', 'balance', 'afinnPositive', 'afinnNegative',
  'afinnShare', 'turned', 'mostPositive', 'mostNegative', 'last', 'afterContrast', 'capitals', 'negators', 'questions',
  'bangs', 'length', 'unrated', 'elongated', 'addressed', 'secondPerson', 'numbers', 'urls', 'pictures',
  'plainQuestion', 'praiseInTrouble', 'ellipsis', 'manyTroubles',
] as const // prettier-ignore
type Named = (typeof names)[number]
const place = Object.fromEntries(names.map((name, index) => [name, hashedSize + index])) as Record<
  Named,
  number
>

const firstCue = hashedSize + names.length
export const denseNames: readonly string[] = [...names, ...cueIds]
export const denseSize = denseNames.length
/** Weights of everything except the words' vectors. */
export const featureCount = hashedSize + denseSize

/** How many kinds of cue there are. */
export const cueCount = cueIds.length
const cueMask = 2 ** cueCount - 1
const bitOf = (...ids: (typeof cueIds)[number][]) =>
  ids.reduce((bits, id) => bits | (1 << cueIds.indexOf(id)), 0)
const troubles = bitOf('waiting', 'noReply', 'money', 'cancelled', 'broken', 'outage', 'late', 'anger', 'repeated', 'leaving', 'insult', 'danger') // prettier-ignore
const hardTroubles = bitOf('waiting', 'noReply', 'cancelled', 'broken', 'outage', 'late', 'repeated')

const negatedMark = 0x6e6f7421
const startMark = 0x3c733e21
const signMark = 0x3c703e21
const wordsBeforeMean = 150

/**
 * What the linear model sees of a text, as a list of (index, value, tokens): the score is the sum of weight × value, so
 * each entry's part belongs to its tokens. Entries of the whole text have no token (−1). The arrays serve one text at a
 * time. Word vectors stand apart: `vectorEntry` is the word's entry in the vocabulary.
 */
export class Features {
  count = 0
  index = new Int32Array(1024)
  value = new Float32Array(1024)
  from = new Int32Array(1024)
  to = new Int32Array(1024)
  /** The entries of words and pairs of words, by hash, come first. */
  hashedCount = 0
  vectorCount = 0
  vectorEntry = new Int32Array(512)
  vectorValue = new Float32Array(512)
  vectorToken = new Int32Array(512)
  readonly hits = new Hits()
  /** Of the hits the one that stands for each sign, or −1. */
  readonly hitOfSign = new Int32Array(32)
  /** The vocabulary's entry of each token, or −1. */
  entry = new Int32Array(512)
  #valence = new Float32Array(512)
  #turned = new Uint8Array(512)
  #after = new Uint8Array(512)
  #groups = new Uint8Array(512)
  #beginnings = new Int32Array(512)
  readonly #vocabulary: Vocabulary
  readonly #phrases: Phrases

  constructor(vocabulary: Vocabulary, phrases: Phrases) {
    this.#vocabulary = vocabulary
    this.#phrases = phrases
  }

  extract(tokens: Tokens): void {
    this.#reserve(tokens.count)
    this.count = 0
    this.vectorCount = 0
    this.hits.count = 0
    const { table, roles, boost, points, groups, weighed } = this.#vocabulary
    const { kind, flags, hash, count } = tokens
    const { entry, hits } = this
    const valence = this.#valence
    const turned = this.#turned
    const after = this.#after

    let reach = 0
    let contrast = 0
    let strength = 1
    let previous = startMark
    let words = 0
    let ngrams = 0
    let shouted = 0
    let negated = 0
    let secondPerson = 0
    let beginnings = 0
    for (let token = 0; token < count; token++) {
      valence[token] = 0
      turned[token] = 0
      after[token] = contrast
      const tokenKind = kind[token]!
      entry[token] = -1
      this.#groups[token] = 0
      if (tokenKind >= tokenKinds.comma) {
        if (tokenKind !== tokenKinds.comma) reach = 0
        if (tokenKind === tokenKinds.bang || tokenKind === tokenKinds.question) {
          this.#add(hash[token]! & hashMask, 1, token, token)
          ngrams++
        }
        previous = signMark
        continue
      }
      const word = hash[token]!
      const known = table.get(word)
      entry[token] = known
      words++
      const role = known < 0 ? 0 : roles[known]!
      const turns = (role & isNegator) !== 0
      const isTurned = reach > 0 && !turns
      if (reach > 0) reach--
      this.#add((isTurned ? pairHash(negatedMark, word) : word) & hashMask, 1, token, token)
      this.#add(
        pairHash(previous, word) & hashMask,
        1,
        previous === startMark || previous === signMark ? token : token - 1,
        token,
      )
      ngrams += 2
      previous = word
      const isShouted = (flags[token]! & capitals) !== 0
      if (isShouted) shouted++
      if (known < 0) {
        strength = 1
        continue
      }
      if (turns) {
        reach = negationReach
        negated++
      }
      if ((role & isContrast) !== 0) contrast = 1
      if ((role & isSecondPerson) !== 0) secondPerson++
      const rated = points[known]!
      if (rated !== 0) {
        turned[token] = isTurned ? 1 : 0
        valence[token] = rated * (isTurned ? -0.6 : 1) * strength * (isShouted ? 1.2 : 1)
      }
      strength = boost[known]!
      this.#groups[token] = groups[known]!
      if ((role & beginsPhrase) !== 0) this.#beginnings[beginnings++] = token
      if (known < weighed) {
        const at = this.vectorCount++
        this.vectorEntry[at] = known
        this.vectorValue[at] = isTurned ? -0.3 : 1
        this.vectorToken[at] = token
      }
    }

    for (let at = 0; at < beginnings; at++)
      this.#phrases.find(tokens, this.#beginnings[at]!, this.#groups, hits)
    const perWord =
      ngrams <= wordsBeforeMean ? 2 / Math.sqrt(ngrams || 1) : (2 * Math.sqrt(wordsBeforeMean)) / ngrams
    this.hashedCount = this.count
    for (let at = 0; at < this.count; at++) this.value[at]! *= perWord
    const perVector = 3 / (this.vectorCount + 1)
    for (let at = 0; at < this.vectorCount; at++) this.vectorValue[at]! *= perVector
    const signs = this.#cues()
    this.#lexicon(tokens, words, signs)
    this.#style(tokens, { words, shouted, negated, secondPerson, signs })
  }

  /** What a token counts by the lexicons, 0 when they do not rate it. */
  valenceOf(token: number): number {
    return this.#valence[token]!
  }

  /** Whether the lexicons rate any of the tokens, or there are only pictures. */
  isRated({ kind, count }: Tokens): boolean {
    let words = 0
    for (let token = 0; token < count; token++) {
      if (this.#valence[token] !== 0) return true
      if (kind[token] === tokenKinds.word) words++
    }
    return words === 0
  }

  /** Whether a negator before a rated token turns it. */
  isTurned(token: number): boolean {
    return this.#turned[token] === 1
  }

  /** Each kind of cue counts once, for its longest hit. */
  #cues(): number {
    const { hits, hitOfSign } = this
    hitOfSign.fill(-1)
    let signs = 0
    for (let hit = 0; hit < hits.count; hit++) {
      const sign = hits.sign[hit]!
      const best = hitOfSign[sign]!
      signs |= 1 << sign
      if (best < 0 || hits.to[hit]! - hits.from[hit]! > hits.to[best]! - hits.from[best]!)
        hitOfSign[sign] = hit
    }
    for (let sign = 0; sign < cueCount; sign++) {
      const hit = hitOfSign[sign]!
      if (hit >= 0) this.#add(firstCue + sign, 1, hits.from[hit]!, hits.to[hit]!)
    }
    return signs & cueMask
  }

  #lexicon(tokens: Tokens, words: number, signs: number): void {
    const { afinn } = this.#vocabulary
    const { entry } = this
    const valence = this.#valence
    let total = 0
    let absolute = 0
    let most = -1
    let least = -1
    let last = -1
    for (let token = 0; token < tokens.count; token++) {
      const value = valence[token]!
      if (value === 0) continue
      total += value
      absolute += Math.abs(value)
      last = token
      if (value > 0 && (most < 0 || value > valence[most]!)) most = token
      if (value < 0 && (least < 0 || value < valence[least]!)) least = token
    }
    if (last < 0) {
      this.#add(place.unrated, 1, -1, -1)
      return
    }
    const root = Math.sqrt(words + 5)
    // Sums of long texts must not outgrow everything else.
    const sum = 1 / Math.max(4, absolute / 4)
    const balance = 1 / (Math.abs(total) + 4)
    for (let token = 0; token < tokens.count; token++) {
      const value = valence[token]!
      if (value === 0) continue
      if (value > 0) {
        this.#add(place.positive, value * sum, token, token)
        this.#add(place.positiveShare, value / root, token, token)
      } else {
        this.#add(place.negative, -value * sum, token, token)
        this.#add(place.negativeShare, -value / root, token, token)
      }
      this.#add(place.balance, value * balance, token, token)
      const turned = this.#turned[token] === 1
      const rated = afinn[entry[token]!]! * (turned ? -0.6 : 1)
      if (rated !== 0) {
        this.#add(
          rated > 0 ? place.afinnPositive : place.afinnNegative,
          Math.abs(rated) * sum * 0.7,
          token,
          token,
        )
        this.#add(place.afinnShare, rated / root, token, token)
      }
      if (turned) this.#add(place.turned, -value * sum, token, token)
      if (this.#after[token] === 1) this.#add(place.afterContrast, value * sum, token, token)
    }
    if (most >= 0) this.#add(place.mostPositive, valence[most]! / 3, most, most)
    if (least >= 0) this.#add(place.mostNegative, -valence[least]! / 3, least, least)
    this.#add(place.last, valence[last]! / 3, last, last)
    if (most >= 0 && (signs & hardTroubles) !== 0) this.#add(place.praiseInTrouble, 1, most, most)
  }

  #style(
    tokens: Tokens,
    seen: { words: number; shouted: number; negated: number; secondPerson: number; signs: number },
  ): void {
    const { kind, flags, count } = tokens
    const { roles } = this.#vocabulary
    const { words, shouted, negated, secondPerson, signs } = seen
    let questions = 0
    let bangs = 0
    let long = 0
    let stops = 0
    let numbers = 0
    let urls = 0
    let pictures = 0
    let lastQuestion = -1
    for (let token = 0; token < count; token++) {
      const tokenKind = kind[token]!
      if (tokenKind === tokenKinds.question) {
        questions++
        lastQuestion = token
      } else if (tokenKind === tokenKinds.bang) bangs++
      else if (tokenKind === tokenKinds.word) {
        if ((flags[token]! & elongated) !== 0) long++
      } else if (tokenKind === tokenKinds.number) numbers++
      else if (tokenKind === tokenKinds.url) urls++
      else if (tokenKind === tokenKinds.picture) pictures++
      else if (tokenKind === tokenKinds.stop && tokens.end[token]! - tokens.start[token]! > 1) stops++
    }
    const share = (amount: number, most: number, scale: number) => Math.min(amount, most) / scale / amount
    const ofQuestion = questions > 0 ? share(questions, 3, 1) : 0
    const ofBang = bangs > 0 ? share(bangs, 4, 2) : 0
    const ofShout = shouted > 0 ? share(shouted, 4, 2) : 0
    const ofNegator = negated > 0 ? share(negated, 4, 2) : 0
    const ofSecond = secondPerson > 0 ? share(secondPerson, 3, 2) : 0
    const ofLong = long > 0 ? share(long, 2, 2) : 0
    const ofNumber = numbers > 0 ? share(numbers, 3, 3) : 0
    const ofStop = stops > 0 ? share(stops, 2, 2) : 0
    if (questions + bangs + shouted + negated + secondPerson + long + numbers + stops > 0) {
      for (let token = 0; token < count; token++) {
        const tokenKind = kind[token]!
        if (tokenKind === tokenKinds.question) this.#add(place.questions, ofQuestion, token, token)
        else if (tokenKind === tokenKinds.bang) this.#add(place.bangs, ofBang, token, token)
        else if (tokenKind === tokenKinds.number) this.#add(place.numbers, ofNumber, token, token)
        else if (tokenKind === tokenKinds.stop) {
          if (tokens.end[token]! - tokens.start[token]! > 1) this.#add(place.ellipsis, ofStop, token, token)
        } else if (tokenKind === tokenKinds.word) {
          if ((flags[token]! & capitals) !== 0) this.#add(place.capitals, ofShout, token, token)
          if ((flags[token]! & elongated) !== 0) this.#add(place.elongated, ofLong, token, token)
          const known = this.entry[token]!
          if (known >= 0) {
            const role = roles[known]!
            if ((role & isNegator) !== 0) this.#add(place.negators, ofNegator, token, token)
            if ((role & isSecondPerson) !== 0) this.#add(place.secondPerson, ofSecond, token, token)
          }
        }
      }
    }
    if (lastQuestion >= 0 && (signs & troubles) === 0)
      this.#add(place.plainQuestion, 1, lastQuestion, lastQuestion)
    if (count > 0 && kind[0] === tokenKinds.handle) this.#add(place.addressed, 1, 0, 0)
    if (urls > 0) this.#add(place.urls, 1, -1, -1)
    if (pictures > 0) this.#add(place.pictures, 1, -1, -1)
    const many = countBits(signs & troubles)
    if (many > 1) this.#add(place.manyTroubles, Math.min(many - 1, 4) / 2, -1, -1)
    this.#add(place.length, Math.log(Math.max(1, words)) / 2, -1, -1)
    this.#add(place.constant, 1, -1, -1)
  }

  #add(index: number, value: number, from: number, to: number): void {
    const at = this.count++
    this.index[at] = index
    this.value[at] = value
    this.from[at] = from
    this.to[at] = to
  }

  /** Room for what so many tokens can give. */
  #reserve(tokens: number): void {
    if (tokens > this.entry.length) {
      const size = tokens * 2
      this.entry = new Int32Array(size)
      this.#valence = new Float32Array(size)
      this.#turned = new Uint8Array(size)
      this.#after = new Uint8Array(size)
      this.#groups = new Uint8Array(size)
      this.#beginnings = new Int32Array(size)
      this.vectorEntry = new Int32Array(size)
      this.vectorValue = new Float32Array(size)
      this.vectorToken = new Int32Array(size)
    }
    const most = tokens * 14 + 64
    if (most > this.index.length) {
      this.index = new Int32Array(most * 2)
      this.value = new Float32Array(most * 2)
      this.from = new Int32Array(most * 2)
      this.to = new Int32Array(most * 2)
    }
  }
}

function countBits(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}
