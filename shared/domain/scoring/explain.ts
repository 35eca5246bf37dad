import type { BrandStretch } from './brand-words.ts'
import { cueCount } from './feature-index.ts'
import type { Features } from './features.ts'
import type { Model, Reader } from './model.ts'
import type { Cue, ScoredStretch } from './scorer.ts'
import { cueIds, cueReasons } from './signs.ts'
import { capitals, ofBrand, tokenKinds, type Tokens } from './tokens.ts'

/** Stretches that count less than this, and more than so many, are told in one sum. */
const leastWeight = 0.15
const mostStretches = 60

export type Explanation = {
  contributions: ScoredStretch[]
  constant: { weight: number; why: string }
}

/**
 * Makes stretches of text out of what each token adds to the log-odds; the words of one cue are one stretch, and so are
 * those of a brand's phrase, which no cue reaches into.
 */
export function createExplainer(model: Model) {
  let weightOfToken = new Float64Array(512)
  let signOfToken = new Int8Array(512)
  let reach = new Int32Array(512)

  return (text: string, { tokens, features }: Reader, brand: readonly BrandStretch[]): Explanation => {
    if (tokens.count > weightOfToken.length) weightOfToken = new Float64Array(tokens.count * 2)
    weightOfToken.fill(0, 0, tokens.count)
    let rest = model.shareOut(features, weightOfToken)
    if (tokens.count > signOfToken.length) {
      signOfToken = new Int8Array(tokens.count * 2)
      reach = new Int32Array(tokens.count * 2)
    }
    readReach(features, tokens.count, signOfToken, reach)
    const stretches = brand.map((one) => stretchOf(text, one))
    let token = 0
    while (token < tokens.count) {
      let last = reach[token]!
      for (let inside = token + 1; inside <= last; inside++) {
        if ((tokens.flags[inside]! & ofBrand) !== 0) last = inside - 1
        else if (reach[inside]! > last) last = reach[inside]!
      }
      let weight = 0
      for (let inside = token; inside <= last; inside++) weight += weightOfToken[inside]!
      if (Math.abs(weight) < leastWeight) rest += weight
      else {
        const start = tokens.start[token]!
        const end = tokens.end[last]!
        const sign = signOfToken[token]!
        const why = sign < 0 ? reasonOfToken(tokens, features, token) : cueReasons[cueIds[sign]!]
        stretches.push({ start, end, text: text.slice(start, end), weight, why })
      }
      token = last + 1
    }
    const isShort = brand.length === 0 && stretches.length <= mostStretches
    return isShort ? explained(stretches, rest) : withoutWeakest(stretches, rest)
  }
}

const stretchOf = (text: string, { start, end, weight, why }: BrandStretch): ScoredStretch => ({
  start,
  end,
  text: text.slice(start, end),
  weight,
  why,
})

/** Tells a brand's phrases among other stretches, none of which overlaps with them. */
export function withBrandWords(text: string, told: Explanation, brand: readonly BrandStretch[]): Explanation {
  const { contributions, constant } = told
  return withoutWeakest([...contributions, ...brand.map((one) => stretchOf(text, one))], constant.weight)
}

/** The stretches that count most, in the text's order; what they leave out is in the constant. */
function withoutWeakest(stretches: readonly ScoredStretch[], rest: number): Explanation {
  let weight = rest
  const byWeight = stretches.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const contributions = byWeight.filter((one, place) => {
    const counts = place < mostStretches && Math.abs(one.weight) >= leastWeight
    if (!counts) weight += one.weight
    return counts
  })
  return explained(
    contributions.toSorted((a, b) => a.start - b.start),
    weight,
  )
}

const explained = (contributions: ScoredStretch[], weight: number): Explanation => ({
  contributions,
  constant: { weight, why: 'where every text starts, and the words that count little' },
})

/** How far the longest cue reaches that begins at a token, and which one it is (−1: none). */
function readReach(features: Features, count: number, signs: Int8Array, reach: Int32Array): void {
  signs.fill(-1, 0, count)
  for (let token = 0; token < count; token++) reach[token] = token
  for (let sign = 0; sign < cueCount; sign++) {
    const hit = features.hitOfSign[sign]!
    if (hit < 0) continue
    const from = features.hits.from[hit]!
    const to = Math.min(features.hits.to[hit]!, count - 1)
    if (signs[from]! >= 0 && to <= reach[from]!) continue
    signs[from] = sign
    reach[from] = to
  }
}

function reasonOfToken(tokens: Tokens, features: Features, token: number): string {
  switch (tokens.kind[token]) {
    case tokenKinds.question:
      return 'a question mark'
    case tokenKinds.bang:
      return 'an exclamation mark'
    case tokenKinds.picture:
      return 'a picture'
    case tokenKinds.stop:
    case tokenKinds.comma:
      return 'a sign'
    case tokenKinds.handle:
      return 'speaks to somebody'
    default:
  }
  const valence = features.valenceOf(token)
  const shouted = (tokens.flags[token]! & capitals) !== 0 ? ', in capitals' : ''
  if (valence === 0) return `learnt from examples${shouted}`
  const kind = valence > 0 ? 'a good word' : 'a bad word'
  return features.isTurned(token)
    ? `${valence > 0 ? 'a bad word' : 'a good word'}, turned by a word before it`
    : kind + shouted
}

/** The longest place of each cue that counts, in the text's order. */
export function readCues({ tokens, features }: Reader): Cue[] {
  const cues: Cue[] = []
  for (let sign = 0; sign < cueCount; sign++) {
    const hit = features.hitOfSign[sign]!
    if (hit < 0) continue
    const id = cueIds[sign]!
    const start = tokens.start[features.hits.from[hit]!]!
    const end = tokens.end[features.hits.to[hit]!]!
    cues.push({ id, start, end, why: cueReasons[id] })
  }
  return cues.length > 1 ? cues.toSorted((a, b) => a.start - b.start || a.end - b.end) : cues
}
