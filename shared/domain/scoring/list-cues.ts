import type { FoundPhrase } from './brand-phrases.ts'
import type { ListScored } from './list-scorer.ts'
import type { Cue, ScoredStretch } from './scorer.ts'
import type { CueId } from './signs.ts'

/** Signs of a complaint that no word list rates; what sounds angry or thankful is rated by its words. */
const counting: ReadonlySet<string> = new Set<CueId>([
  'waiting',
  'noReply',
  'money',
  'cancelled',
  'broken',
  'outage',
  'late',
  'repeated',
  'leaving',
])
/** Log-odds: one sign makes a text lean to a complaint, two make it one. About what the model learnt for English. */
const perCue = 0.6

/** Adds the signs of a complaint to what a list's words say; not those within a phrase of the brand, which decides. */
export function withCues(
  text: string,
  scored: ListScored,
  cues: readonly Cue[],
  said: readonly FoundPhrase[],
): ListScored {
  const found = cues.filter(
    ({ id, start, end }) =>
      counting.has(id) && !said.some((phrase) => phrase.start < end && start < phrase.end),
  )
  if (found.length === 0) return scored
  // What a sign is made of says nothing good, as “nie” does not in “nie angekommen”.
  const words = scored.contributions.filter(
    (one) => one.weight > 0 || !found.some((cue) => one.start < cue.end && cue.start < one.end),
  )
  const weight = found.length * perCue + sumOf(words) - sumOf(scored.contributions)
  const stretches = found.map(({ start, end, why }) => ({
    start,
    end,
    text: text.slice(start, end),
    weight: perCue,
    why,
  }))
  return {
    ...scored,
    negative: scored.negative + weight,
    positive: scored.positive - weight,
    contributions: joined(text, [...stretches, ...words]),
  }
}

const sumOf = (stretches: readonly ScoredStretch[]) => stretches.reduce((sum, one) => sum + one.weight, 0)

/** In the text's order, those that overlap as one. The reason of the first that is given is told. */
function joined(text: string, stretches: readonly ScoredStretch[]): ScoredStretch[] {
  const all: ScoredStretch[] = []
  for (const one of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1)
    if (last === undefined || one.start >= last.end) all.push({ ...one })
    else {
      last.end = Math.max(last.end, one.end)
      last.text = text.slice(last.start, last.end)
      last.weight += one.weight
    }
  }
  return all
}
