import type { Features } from './features.ts'
import { cueCount } from './features.ts'
import { urgencySeverity } from './gravity.ts'
import { shareOut, type Reader } from './model.ts'
import type { Cue, ScoredStretch, UrgencyReason } from './scorer.ts'
import { cueIds, cueReasons } from './signs.ts'
import { capitals, tokenKinds, type Tokens } from './tokens.ts'
import { urgencyIds, urgencyReasons } from './urgency-signs.ts'
import type { Weights } from './weights-file.ts'

/** Stretches that count less than this, and more than so many, are told in one sum. */
const leastWeight = 0.15
const mostStretches = 60

export type Explanation = {
  contributions: ScoredStretch[]
  constant: { weight: number; why: string }
}

/** Makes stretches of text out of what each token adds to the log-odds; the words of one cue are one stretch. */
export function createExplainer(weights: Weights) {
  let weightOfToken = new Float64Array(512)

  return (text: string, { tokens, features }: Reader): Explanation => {
    if (tokens.count > weightOfToken.length) weightOfToken = new Float64Array(tokens.count * 2)
    weightOfToken.fill(0, 0, tokens.count)
    let rest = shareOut(features, weights, weightOfToken)
    const reach = reachOfCues(features, tokens.count)
    const stretches: ScoredStretch[] = []
    let token = 0
    while (token < tokens.count) {
      let last = Math.max(token, reach.get(token)?.to ?? token)
      for (let inside = token + 1; inside <= last; inside++)
        last = Math.max(last, reach.get(inside)?.to ?? inside)
      let weight = 0
      for (let inside = token; inside <= last; inside++) weight += weightOfToken[inside]!
      if (Math.abs(weight) < leastWeight) rest += weight
      else {
        const start = tokens.start[token]!
        const end = tokens.end[last]!
        const sign = reach.get(token)?.sign
        const why = sign === undefined ? reasonOfToken(tokens, features, token) : cueReasons[cueIds[sign]!]
        stretches.push({ start, end, text: text.slice(start, end), weight, why })
      }
      token = last + 1
    }
    const kept = strongest(stretches)
    for (const one of stretches) if (!kept.has(one)) rest += one.weight
    return {
      contributions: stretches.filter((one) => kept.has(one)),
      constant: { weight: rest, why: 'where every text starts, and the words that count little' },
    }
  }
}

function strongest(stretches: ScoredStretch[]): Set<ScoredStretch> {
  if (stretches.length <= mostStretches) return new Set(stretches)
  return new Set(
    stretches.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, mostStretches),
  )
}

/** Of the cues that count, how far each reaches, by its first token. */
function reachOfCues(features: Features, count: number): Map<number, { to: number; sign: number }> {
  const reach = new Map<number, { to: number; sign: number }>()
  for (let sign = 0; sign < cueCount; sign++) {
    const hit = features.hitOfSign[sign]!
    if (hit < 0) continue
    const from = features.hits.from[hit]!
    const to = Math.min(features.hits.to[hit]!, count - 1)
    const known = reach.get(from)
    if (known === undefined || to > known.to) reach.set(from, { to, sign })
  }
  return reach
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

/** The longest place of each sign: cues in the text's order, reasons to hurry the gravest first. */
export function readSigns(
  text: string,
  { tokens, features }: Reader,
): { cues: Cue[]; urgency: UrgencyReason[] } {
  const cues: Cue[] = []
  const urgency: UrgencyReason[] = []
  features.hitOfSign.forEach((hit, sign) => {
    if (hit < 0) return
    const start = tokens.start[features.hits.from[hit]!]!
    const end = tokens.end[features.hits.to[hit]!]!
    const cue = cueIds[sign]
    if (cue !== undefined) {
      cues.push({ id: cue, start, end, why: cueReasons[cue] })
      return
    }
    const id = urgencyIds[sign - cueCount]!
    urgency.push({ id, start, end, text: text.slice(start, end), why: urgencyReasons[id] })
  })
  const byPlace = (a: Cue, b: Cue) => a.start - b.start || a.end - b.end
  const byGravity = (a: UrgencyReason, b: UrgencyReason) =>
    urgencySeverity[b.id] - urgencySeverity[a.id] || byPlace(a, b)
  return { cues: cues.toSorted(byPlace), urgency: urgency.toSorted(byGravity) }
}
