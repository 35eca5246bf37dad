import type { Breather } from '../../runtime/breather.ts'
import type { Topic } from '../../contract/topic.ts'
import type { Told } from '../stories/telling.ts'
import { chanceOfRise } from './chance.ts'
import { foldTopics } from './fold-topics.ts'
import type { OwnWords } from './own-words.ts'
import { readTerms } from './read-terms.ts'
import { RoughCounts } from './rough-counts.ts'
import { createVoices } from './voices.ts'
import { createWriting } from './writing.ts'

/** What somebody says about a brand. */
export type Said = Told & {
  id: number
  language: string | null
  /** Who says it; null when nobody knows. */
  author: string | null
  /** Where it comes from: stands for the author where that one is not known. */
  site: string
  /** Milliseconds since 1970. */
  at: number
}

export type Rising = Omit<Topic, 'id' | 'brandId' | 'window' | 'negative' | 'mentions'> & {
  key: string
  mentionIds: number[]
}

/** What rises must be said so often at least, by so many, and so many times as often as usual. */
const fewestMentions = 5
const fewestAuthors = 3
const timesUsual = 2
/** What would happen by chance more often than once in a hundred looks is not told. */
const mostChance = 0.01
/** With fewer mentions before, nobody knows what is usual. */
export const fewestBefore = 30
const mostTopics = 10

const dayMs = 86_400_000
const seriesDays = 28

/**
 * Finds the words and phrases that people use about a brand now and did not use before, the surest first. Shares are
 * compared, not counts: a brand that is talked of more is no topic, nor is the time of day or week. Words that any author
 * repeats count once. The chance is Fisher's, times the number of different words that were looked at (Bonferroni), so
 * that all topics of one look together are false in at most one look of a hundred; words that always come on this day
 * of the week are none.
 * @param window what is said in it, newest first
 * @param past what was said in the 28 days before `pastEnd`, newest first: all of it, or evenly every `stride`th; of a
 *   window shorter than a day, what was said at the same times of day
 * @param breathe awaited between mentions, so that others may run
 */
export async function findRising(
  { window, past, pastEnd, stride }: Heard,
  { now, lengthMs, own, breathe }: Look,
): Promise<Rising[]> {
  const candidates = await readCandidates(window, own, breathe)
  if (candidates.terms.size === 0) return []
  const usual = await countPast(past, candidates.terms, { now, lengthMs, own, breathe })
  if (usual.looked < fewestBefore) return []

  const span = usual.oldest === null ? 0 : pastEnd - usual.oldest
  const stretches = Math.max(1, span / Math.max(lengthMs, dayMs))
  const rising: Rising[] = []
  for (const [key, term] of candidates.terms) {
    await breathe()
    const count = term.mentions.length
    const before = usual.counts.get(key) ?? noCount
    const usually = (before.all * stride) / stretches
    const share = count / candidates.looked
    if (count < timesUsual * usually || share < (timesUsual * before.all) / usual.looked) continue
    const knowsDay = lengthMs <= dayMs && usual.lookedOnDay >= candidates.looked
    if (knowsDay && share < (timesUsual * before.onDay) / usual.lookedOnDay) continue
    const chance = candidates.different * chanceOfRise(count, candidates.looked, before.all, usual.looked)
    if (chance > mostChance) continue
    rising.push({
      key,
      ...term.writing.shown(),
      usual: usually,
      chance,
      days: daysOf(term.mentions, before, { now, stride }),
      mentionIds: term.mentions.map(({ id }) => id),
    })
  }
  return foldTopics(rising, mostTopics)
}

export type Heard = { window: readonly Said[]; past: AsyncIterable<Said>; pastEnd: number; stride: number }

export type Look = {
  /** The end of the window, in milliseconds since 1970, and its length. */
  now: number
  lengthMs: number
  own: OwnWords
  breathe: Breather
}

type Candidate = {
  mentions: { id: number; at: number }[]
  from: Set<string>
  writing: ReturnType<typeof createWriting>
}

/** Terms that are said often enough in the window. How many different ones there are says how easily chance finds some. */
async function readCandidates(
  window: readonly Said[],
  own: Look['own'],
  breathe: Breather,
): Promise<{ terms: Map<string, Candidate>; looked: number; different: number }> {
  const often = new RoughCounts()
  for (const said of window) {
    for (const key of readTerms(said, said.language, own).places.keys()) often.add(key)
    await breathe()
  }
  const terms = new Map<string, Candidate>()
  const voices = createVoices()
  let looked = 0
  for (const mention of window) {
    await breathe()
    const voice = voices.hear(mention.author, 0)
    if (voice === null) continue
    looked += 1
    const { said, places } = readTerms(mention, mention.language, own)
    for (const [key, { start, end }] of places) {
      if (often.of(key) < fewestMentions) continue
      let term = terms.get(key)
      if (term === undefined)
        terms.set(key, (term = { mentions: [], from: new Set(), writing: createWriting() }))
      term.writing.add(said.slice(start, end))
      if (!voice.isFirst(key)) continue
      term.mentions.push({ id: mention.id, at: mention.at })
      term.from.add(mention.author ?? mention.site)
    }
  }
  for (const [key, { mentions, from }] of terms)
    if (mentions.length < fewestMentions || from.size < fewestAuthors) terms.delete(key)
  return { terms, looked, different: often.different }
}

type Count = { all: number; onDay: number; days: Int32Array }
const noCount: Count = { all: 0, onDay: 0, days: new Int32Array(seriesDays) }

/** How often the candidates were said before, each author once in a stretch of the window's length. */
async function countPast(
  past: AsyncIterable<Said>,
  candidates: ReadonlyMap<string, unknown>,
  { now, lengthMs, own, breathe }: Look,
): Promise<{ counts: Map<string, Count>; looked: number; lookedOnDay: number; oldest: number | null }> {
  const counts = new Map<string, Count>()
  const voices = createVoices()
  let looked = 0
  let lookedOnDay = 0
  let oldest: number | null = null
  for await (const mention of past) {
    await breathe()
    oldest = mention.at
    const stretch = Math.floor((now - mention.at) / lengthMs)
    const voice = voices.hear(mention.author, stretch)
    if (voice === null) continue
    const day = Math.floor((now - mention.at) / dayMs)
    const onDay = day % 7 === 0 ? 1 : 0
    looked += 1
    lookedOnDay += onDay
    for (const key of readTerms(mention, mention.language, own).places.keys()) {
      if (!candidates.has(key) || !voice.isFirst(key)) continue
      let count = counts.get(key)
      if (count === undefined)
        counts.set(key, (count = { all: 0, onDay: 0, days: new Int32Array(seriesDays) }))
      count.all += 1
      count.onDay += onDay
      if (day < seriesDays) count.days[day]! += 1
    }
  }
  return { counts, looked, lookedOnDay, oldest }
}

/** Mentions a day, oldest first. */
function daysOf(
  mentions: Candidate['mentions'],
  before: Count,
  { now, stride }: { now: number; stride: number },
): number[] {
  const days = Array.from(before.days, (count) => Math.round(count * stride))
  for (const { at } of mentions) {
    const day = Math.max(0, Math.floor((now - at) / dayMs))
    if (day < seriesDays) days[day]! += 1
  }
  return days.toReversed()
}
