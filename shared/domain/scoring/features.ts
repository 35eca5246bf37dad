import { Hits, type Phrases } from './phrases.ts'
import { negationReach } from './roles.ts'
import { cueCount, dense, firstCue, hashedSize } from './feature-index.ts'
import { cueIds } from './signs.ts'
import { capitals, elongated, tokenKinds, type Tokens } from './tokens.ts'
import {
  beginsPhrase,
  entryMask,
  isBooster,
  isContrast,
  isGrouped,
  isNegator,
  isRated,
  isSecondPerson,
  unknownWord,
  type Vocabulary,
} from './vocabulary.ts'
import { pairHash } from './word-hash.ts'

const hashMask = hashedSize - 1
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
 * What the model sees of a text, in three lists: words and pairs of words by hash, dense features by their place, and
 * known words by their entry in the vocabulary, for their vectors. The score is the sum of weight × value, so each
 * item's part belongs to its tokens; items of the whole text have no token (−1). The arrays serve one text at a time.
 */
export class Features {
  hashedCount = 0
  hashedIndex = new Int32Array(1024)
  /** Twice the token, and one more for a pair: of the token before it and itself. */
  hashedTokens = new Int32Array(1024)
  /** What each counts. */
  hashedValue = 1
  denseCount = 0
  denseIndex = new Int32Array(1024)
  denseValue = new Float32Array(1024)
  denseToken = new Int32Array(1024)
  vectorCount = 0
  vectorEntry = new Int32Array(512)
  /** Of each word, times `vectorScale`. */
  vectorValue = new Float32Array(512)
  vectorToken = new Int32Array(512)
  vectorScale = 1
  readonly hits = new Hits()
  /** Of the hits the one that stands for each sign, or −1. */
  readonly hitOfSign = new Int32Array(32)
  /** What the vocabulary knows of each token; of signs nothing. */
  known = new Int32Array(512)
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
    const vocabulary = this.#vocabulary
    const { boost, points, groups, weighed } = vocabulary
    const { kind, flags, hash, count } = tokens
    const { hashedIndex, hashedTokens, vectorEntry, vectorValue, vectorToken, known, hits } = this
    const valence = this.#valence
    const turned = this.#turned
    const after = this.#after
    const groupsOf = this.#groups
    const beginnings = this.#beginnings

    let hashed = 0
    let vectors = 0
    let begun = 0
    let reach = 0
    let contrast = 0
    let strength = 1
    let previous = startMark
    let follows = 0
    let words = 0
    let shouted = 0
    let negated = 0
    let secondPerson = 0
    for (let token = 0; token < count; token++) {
      valence[token] = 0
      turned[token] = 0
      after[token] = contrast
      groupsOf[token] = 0
      const tokenKind = kind[token]!
      const hashOfToken = hash[token]!
      if (tokenKind >= tokenKinds.comma) {
        known[token] = unknownWord
        if (tokenKind !== tokenKinds.comma) reach = 0
        if (tokenKind === tokenKinds.bang || tokenKind === tokenKinds.question) {
          hashedIndex[hashed] = hashOfToken & hashMask
          hashedTokens[hashed++] = token * 2
        }
        previous = signMark
        follows = 0
        continue
      }
      const word = vocabulary.find(hashOfToken)
      known[token] = word
      words++
      const turns = (word & isNegator) !== 0
      const isTurned = reach > 0 && !turns
      if (reach > 0) reach--
      hashedIndex[hashed] = (isTurned ? pairHash(negatedMark, hashOfToken) : hashOfToken) & hashMask
      hashedTokens[hashed++] = token * 2
      hashedIndex[hashed] = pairHash(previous, hashOfToken) & hashMask
      hashedTokens[hashed++] = token * 2 + follows
      previous = hashOfToken
      follows = 1
      const isShouted = (flags[token]! & capitals) !== 0
      if (isShouted) shouted++
      if (turns) {
        reach = negationReach
        negated++
      }
      if ((word & isContrast) !== 0) contrast = 1
      if ((word & isSecondPerson) !== 0) secondPerson++
      const entry = word & entryMask
      if ((word & isRated) !== 0) {
        turned[token] = isTurned ? 1 : 0
        valence[token] = points[entry]! * (isTurned ? -0.6 : 1) * strength * (isShouted ? 1.2 : 1)
      }
      strength = (word & isBooster) !== 0 ? boost[entry]! : 1
      if ((word & isGrouped) !== 0) groupsOf[token] = groups[entry]!
      if ((word & beginsPhrase) !== 0) beginnings[begun++] = token
      if (entry < weighed) {
        vectorEntry[vectors] = entry
        vectorValue[vectors] = isTurned ? -0.3 : 1
        vectorToken[vectors++] = token
      }
    }
    this.hashedCount = hashed
    this.hashedValue =
      hashed <= wordsBeforeMean ? 2 / Math.sqrt(hashed || 1) : (2 * Math.sqrt(wordsBeforeMean)) / hashed
    this.vectorCount = vectors
    this.vectorScale = 3 / (vectors + 1)

    this.denseCount = 0
    hits.count = 0
    for (let at = 0; at < begun; at++) this.#phrases.find(tokens, beginnings[at]!, groupsOf, hits)
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
      if (hit >= 0) this.#add(firstCue + sign, 1, hits.from[hit]!)
    }
    return signs & cueMask
  }

  #lexicon(tokens: Tokens, words: number, signs: number): void {
    const { afinn } = this.#vocabulary
    const { known } = this
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
      this.#add(dense.unrated, 1, -1)
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
        this.#add(dense.positive, value * sum, token)
        this.#add(dense.positiveShare, value / root, token)
      } else {
        this.#add(dense.negative, -value * sum, token)
        this.#add(dense.negativeShare, -value / root, token)
      }
      this.#add(dense.balance, value * balance, token)
      const turned = this.#turned[token] === 1
      const rated = afinn[known[token]! & entryMask]! * (turned ? -0.6 : 1)
      if (rated !== 0) {
        const side = rated > 0 ? dense.afinnPositive : dense.afinnNegative
        this.#add(side, Math.abs(rated) * sum * 0.7, token)
        this.#add(dense.afinnShare, rated / root, token)
      }
      if (turned) this.#add(dense.turned, -value * sum, token)
      if (this.#after[token] === 1) this.#add(dense.afterContrast, value * sum, token)
    }
    if (most >= 0) this.#add(dense.mostPositive, valence[most]! / 3, most)
    if (least >= 0) this.#add(dense.mostNegative, -valence[least]! / 3, least)
    this.#add(dense.last, valence[last]! / 3, last)
    if (most >= 0 && (signs & hardTroubles) !== 0) this.#add(dense.praiseInTrouble, 1, most)
  }

  #style(
    tokens: Tokens,
    seen: { words: number; shouted: number; negated: number; secondPerson: number; signs: number },
  ): void {
    const { kind, flags, count } = tokens
    const { known } = this
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
        if (tokenKind === tokenKinds.question) this.#add(dense.questions, ofQuestion, token)
        else if (tokenKind === tokenKinds.bang) this.#add(dense.bangs, ofBang, token)
        else if (tokenKind === tokenKinds.number) this.#add(dense.numbers, ofNumber, token)
        else if (tokenKind === tokenKinds.stop) {
          if (tokens.end[token]! - tokens.start[token]! > 1) this.#add(dense.ellipsis, ofStop, token)
        } else if (tokenKind === tokenKinds.word) {
          if ((flags[token]! & capitals) !== 0) this.#add(dense.capitals, ofShout, token)
          if ((flags[token]! & elongated) !== 0) this.#add(dense.elongated, ofLong, token)
          const word = known[token]!
          if ((word & isNegator) !== 0) this.#add(dense.negators, ofNegator, token)
          if ((word & isSecondPerson) !== 0) this.#add(dense.secondPerson, ofSecond, token)
        }
      }
    }
    if (lastQuestion >= 0 && (signs & troubles) === 0) this.#add(dense.plainQuestion, 1, lastQuestion)
    if (count > 0 && kind[0] === tokenKinds.handle) this.#add(dense.addressed, 1, 0)
    if (urls > 0) this.#add(dense.urls, 1, -1)
    if (pictures > 0) this.#add(dense.pictures, 1, -1)
    const many = countBits(signs & troubles)
    if (many > 1) this.#add(dense.manyTroubles, Math.min(many - 1, 4) / 2, -1)
    this.#add(dense.length, Math.log(Math.max(1, words)) / 2, -1)
    this.#add(dense.constant, 1, -1)
  }

  #add(index: number, value: number, token: number): void {
    const at = this.denseCount++
    this.denseIndex[at] = index
    this.denseValue[at] = value
    this.denseToken[at] = token
  }

  /** Room for what so many tokens can give. */
  #reserve(tokens: number): void {
    if (tokens > this.known.length) {
      const size = tokens * 2
      this.known = new Int32Array(size)
      this.#valence = new Float32Array(size)
      this.#turned = new Uint8Array(size)
      this.#after = new Uint8Array(size)
      this.#groups = new Uint8Array(size)
      this.#beginnings = new Int32Array(size)
      this.vectorEntry = new Int32Array(size)
      this.vectorValue = new Float32Array(size)
      this.vectorToken = new Int32Array(size)
    }
    if (tokens * 2 > this.hashedIndex.length) {
      this.hashedIndex = new Int32Array(tokens * 4)
      this.hashedTokens = new Int32Array(tokens * 4)
    }
    const most = tokens * 12 + 64
    if (most > this.denseIndex.length) {
      this.denseIndex = new Int32Array(most * 2)
      this.denseValue = new Float32Array(most * 2)
      this.denseToken = new Int32Array(most * 2)
    }
  }
}

function countBits(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}
