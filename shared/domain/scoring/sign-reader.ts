import type { UrgencyKind } from '../../contract/sentiment.ts'
import { urgencyKinds } from '../../contract/sentiment.ts'
import type { Cue, UrgencyReason } from './scorer.ts'
import { SignPhrases, type PhraseWords, type SignHit } from './sign-phrases.ts'
import { cueReasons, type CueId } from './signs.ts'
import { tokenKinds, type Tokens } from './tokens.ts'
import { urgencyReasons } from './urgency-reasons.ts'

/**
 * Phrases of one language, made of words: `a|b` is either, `#` a number, `_` any one word, `<name>` a group, `<handle>` a
 * handle, and a `?` at the end means that it may be missing.
 */
export type SignList = PhraseWords & {
  urgency: Readonly<Record<UrgencyKind, readonly string[]>>
  /** Questions that are direct ones only where a handle says to whom. */
  asks: readonly string[]
  /** What sounds like a reason to hurry and is none: a reason that shares a word with one does not count. */
  harmless: readonly string[]
  /** Signs of a complaint, where no model knows them. */
  cues: Partial<Readonly<Record<CueId, readonly string[]>>>
}

export type FoundSigns = { cues: Cue[]; urgency: UrgencyReason[] }
const nothing: FoundSigns = { cues: [], urgency: [] }

export type SignReader = (text: string, tokens: Tokens) => FoundSigns

const harmless = urgencyKinds.length
const firstCue = harmless + 1

/** Finds a language's signs in one text after another: of each sign the longest place. */
export function createSignReader(list: SignList): SignReader {
  const cueIds = Object.keys(list.cues) as CueId[]
  const phrases = new SignPhrases(
    [
      ...urgencyKinds.map((kind) => list.urgency[kind]),
      list.harmless,
      ...cueIds.map((id) => list.cues[id] ?? []),
    ],
    list,
  )
  const questions = new SignPhrases(
    urgencyKinds.map((kind) => (kind === 'question' ? list.asks : [])),
    list,
  )
  const longest: (SignHit | null)[] = Array.from({ length: firstCue + cueIds.length }, () => null)

  return (text, tokens) => {
    const isAsked = tokens.has(tokenKinds.handle) && tokens.has(tokenKinds.question)
    const hits = phrases.find(tokens)
    if (isAsked) hits.push(...questions.find(tokens).filter(({ to }) => endsInQuestion(tokens, to)))
    if (hits.length === 0) return nothing
    longest.fill(null)
    const isHarmless = markHarmless(hits, tokens.count)
    for (const hit of hits) {
      const { sign, from, to } = hit
      if (sign <= harmless && isHarmless?.subarray(from, to + 1).includes(1)) continue
      const known = longest[sign]
      if (!known || to - from > known.to - known.from) longest[sign] = hit
    }
    const cues: Cue[] = []
    const urgency: UrgencyReason[] = []
    for (let sign = 0; sign < longest.length; sign++) {
      const hit = longest[sign]
      if (!hit) continue
      const start = tokens.start[hit.from]!
      const end = tokens.end[hit.to]!
      const id = urgencyKinds[sign]
      const cue = cueIds[sign - firstCue]
      if (id !== undefined)
        urgency.push({ id, start, end, text: text.slice(start, end), why: urgencyReasons[id] })
      else if (cue !== undefined) cues.push({ id: cue, start, end, why: cueReasons[cue] })
    }
    return { cues: cues.length > 1 ? cues.toSorted(byPlace) : cues, urgency }
  }
}

/** Which tokens are part of something harmless; null: none. */
function markHarmless(hits: readonly SignHit[], count: number): Uint8Array | null {
  let marks: Uint8Array | null = null
  for (const { sign, from, to } of hits)
    if (sign === harmless) (marks ??= new Uint8Array(count)).fill(1, from, to + 1)
  return marks
}

const byPlace = (a: Cue, b: Cue) => a.start - b.start || a.end - b.end

const farthestMark = 40

/** Whether the sentence of a token ends with a question mark. */
function endsInQuestion({ kind, count }: Tokens, token: number): boolean {
  for (let at = token + 1; at < count && at < token + farthestMark; at++) {
    if (kind[at] === tokenKinds.question) return true
    if (kind[at]! > tokenKinds.comma) return false
  }
  return false
}
