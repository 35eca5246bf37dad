import type { UrgencyKind } from '../../contract/sentiment.ts'
import { urgencyKinds } from '../../contract/sentiment.ts'
import { Phrases } from './phrases.ts'
import type { Cue, UrgencyReason } from './scorer.ts'
import { cueReasons, type CueId } from './signs.ts'
import { handleHash, numberHash, tokenKinds, type Tokens } from './tokens.ts'
import { urgencyReasons } from './urgency-reasons.ts'
import { hashWord } from './word-hash.ts'
import { WordTable } from './word-table.ts'

/** Phrases of one language, written as those of cues are; at most eight groups. */
export type SignList = {
  groups: Readonly<Record<string, string>>
  urgency: Readonly<Record<UrgencyKind, readonly string[]>>
  /** Questions that are direct ones only where a handle says to whom. */
  asks: readonly string[]
  /** What sounds like a reason to hurry and is none: a reason that shares a word with one does not count. */
  harmless: readonly string[]
  /** Signs of a complaint, where no model knows them. */
  cues: Partial<Readonly<Record<CueId, readonly string[]>>>
}

type Place = { from: number; to: number }
export type FoundSigns = { cues: Cue[]; urgency: UrgencyReason[] }

const asks = urgencyKinds.length
const harmless = asks + 1
const question = urgencyKinds.indexOf('question')

/** Finds a language's signs in one text after another: of each sign the longest place. */
export function createSignReader(list: SignList): (text: string, tokens: Tokens) => FoundSigns {
  const phrases = new Phrases(Object.keys(list.groups))
  const add = (sign: number, all: readonly string[]) => all.forEach((phrase) => phrases.add(phrase, sign))
  urgencyKinds.forEach((kind, sign) => add(sign, list.urgency[kind]))
  add(asks, list.asks)
  add(harmless, list.harmless)
  const cueIds = Object.keys(list.cues) as CueId[]
  cueIds.forEach((id, at) => add(harmless + 1 + at, list.cues[id] ?? []))
  const groupsOfWord = tableOfGroups(Object.values(list.groups))
  let groupsOf = new Uint8Array(512)

  return (text, tokens) => {
    const { count, kind, hash } = tokens
    if (count > groupsOf.length) groupsOf = new Uint8Array(count * 2)
    for (let token = 0; token < count; token++) groupsOf[token] = Math.max(0, groupsOfWord.get(hash[token]!))
    const hits: (Place & { sign: number })[] = []
    const visitor = { add: (sign: number, from: number, to: number) => void hits.push({ sign, from, to }) }
    for (let token = 0; token < count; token++)
      if (kind[token]! < tokenKinds.comma) phrases.find(tokens, token, groupsOf, visitor)
    if (hits.length === 0) return { cues: [], urgency: [] }

    const isHarmless = new Uint8Array(count)
    for (const { sign, from, to } of hits) if (sign === harmless) isHarmless.fill(1, from, to + 1)
    const isAddressed = hits.some(({ sign }) => sign === asks) && hash.subarray(0, count).includes(handleHash)
    const isAsked = (to: number) => isAddressed && endsInQuestion(tokens, to)
    const longest = new Map<number, Place>()
    for (const { sign, from, to } of hits) {
      if (sign === harmless || (sign < harmless && isHarmless.subarray(from, to + 1).includes(1))) continue
      if (sign === asks && !isAsked(to)) continue
      const counted = sign === asks ? question : sign
      const known = longest.get(counted)
      if (known === undefined || to - from > known.to - known.from) longest.set(counted, { from, to })
    }

    const cues: Cue[] = []
    const urgency: UrgencyReason[] = []
    for (const [sign, { from, to }] of longest) {
      const start = tokens.start[from]!
      const end = tokens.end[to]!
      const cue = cueIds[sign - harmless - 1]
      const id = urgencyKinds[sign]
      if (cue !== undefined) cues.push({ id: cue, start, end, why: cueReasons[cue] })
      else if (id !== undefined)
        urgency.push({ id, start, end, text: text.slice(start, end), why: urgencyReasons[id] })
    }
    return { cues, urgency }
  }
}

const farthestMark = 40

/** Whether the sentence of a token ends with a question mark. */
function endsInQuestion({ kind, count }: Tokens, token: number): boolean {
  for (let at = token + 1; at < count && at < token + farthestMark; at++) {
    if (kind[at] === tokenKinds.question) return true
    if (kind[at]! > tokenKinds.comma) return false
  }
  return false
}

/** By word, the groups that it is in, as bits. */
function tableOfGroups(groups: readonly string[]): WordTable {
  const table = new WordTable(256)
  groups.forEach((words, group) => {
    for (const word of words.split('|')) {
      const hash = word === '#' ? numberHash : hashWord(word)
      table.set(hash, Math.max(0, table.get(hash)) | (1 << group))
    }
  })
  return table
}
