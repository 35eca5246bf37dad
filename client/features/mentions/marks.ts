import type { Contribution, ShownCue, ShownUrgency, Span } from '../../../shared/contract/sentiment.ts'

/** A stretch of text that is marked in one way. */
export type Segment = {
  text: string
  /** The word that moved the score, if this is part of one; whether it begins here, so that it is told once. */
  contribution: Contribution | null
  begins: boolean
  /** Under a roof of reasons to hurry: those that begin here, and whether the roof begins or ends with this stretch. */
  hurry: { reasons: ShownUrgency[]; first: boolean; last: boolean } | null
  /** Whether a query matched here. */
  matched: boolean
}

/**
 * Marks as the screen can show them. What a title only repeats of the text's beginning is not shown: what was found in it
 * stands at the same place of the text, unless it was found there, too.
 * @param from where the title begins to repeat it.
 */
export function inText<S extends Span>(spans: readonly S[], title: string, text: string, from = 0): S[] {
  const own = spans.filter(({ field }) => field === 'text')
  const moved = spans.flatMap((span): S[] => {
    const [start, end] = [span.start - from, span.end - from]
    const repeated = start >= 0 && title.slice(span.start, span.end) === text.slice(start, end)
    if (span.field === 'text' || !repeated) return []
    return own.some((other) => start < other.end && other.start < end)
      ? []
      : [{ ...span, field: 'text', start, end }]
  })
  const before = spans.filter(({ field, end }) => field === 'title' && end <= from)
  return [...before, ...[...moved, ...own].toSorted((a, b) => a.start - b.start)]
}

type Marks = {
  contributions: readonly Contribution[]
  urgency: readonly ShownUrgency[]
  matches: readonly Span[]
}

/**
 * Cuts a field of a mention at the edges of its marks. Marks may overlap; places outside the text are ignored, for
 * the text may have been edited since it was scored.
 */
export function segmentsOf(text: string, field: Span['field'], marks: Marks): Segment[] {
  const inField = <S extends Span>(spans: readonly S[]): S[] =>
    spans.filter(
      ({ field: of, start, end }) => of === field && start >= 0 && start < end && end <= text.length,
    )
  const words = inField(countingWords(marks.contributions))
  const reasons = inField(marks.urgency)
  const roofs = joined(reasons)
  const found = inField(marks.matches)
  const edges = new Set([0, text.length])
  for (const { start, end } of [...words, ...reasons, ...found]) edges.add(start).add(end)
  const cuts = [...edges].toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? text.length
    const covers = (span: Span): boolean => span.start <= start && start < span.end
    const word = words.find(covers)
    const roof = roofs.find(covers)
    return {
      text: text.slice(start, end),
      contribution: word ?? null,
      begins: word?.start === start,
      hurry:
        roof === undefined
          ? null
          : {
              reasons: reasons.filter((reason) => reason.start === start),
              first: roof.start === start,
              last: roof.end === end,
            },
      matched: found.some(covers),
    }
  })
}

/** The stretches that overlapping spans cover together. */
function joined(spans: readonly Span[]): Span[] {
  const stretches: Span[] = []
  for (const { field, start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    const last = stretches.at(-1)
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end)
    else stretches.push({ field, start, end })
  }
  return stretches
}

/** Words that moved the score less than this, beside the strongest of the text, only distract: “and”, “is”. */
const leastShare = 0.2

/** Log-odds that are strong in any text: where no word says much, none is called strong. */
const strong = 1

/** The words that count, without those that hardly do. */
export function countingWords(all: readonly Contribution[]): Contribution[] {
  return all.filter((word) => shareOf(word, all) >= leastShare)
}

/** How much a weight is of the strongest one that the text has, or could be said to have. */
function shareOf({ weight }: { weight: number }, all: readonly Contribution[]): number {
  return Math.abs(weight) / Math.max(strong, ...all.map((other) => Math.abs(other.weight)))
}

/** The signs that none of these words tells of already: of most, the words are the sign. */
export function signsBeside(cues: readonly ShownCue[], words: readonly Contribution[]): ShownCue[] {
  return cues.filter(
    (cue) =>
      !words.some(
        ({ field, start, end, why }) =>
          field === cue.field && why === cue.why && start < cue.end && cue.start < end,
      ),
  )
}

export type Strength = 1 | 2 | 3

/** How strongly a weight moved the score, beside the strongest word of its text. */
export function strengthOf(part: { weight: number }, all: readonly Contribution[]): Strength {
  const share = shareOf(part, all)
  return share > 0.75 ? 3 : share > 0.4 ? 2 : 1
}

const degrees = { 1: 'a little', 2: 'clearly', 3: 'strongly' }

/** Where a weight moved the score, and how far: "clearly more negative". */
export function moveText({ weight }: { weight: number }, strength: Strength): string {
  return `${degrees[strength]} more ${weight > 0 ? 'negative' : 'positive'}`
}

/** Where the constant leaves every text: "leans strongly to not negative". */
export function leanText({ weight }: { weight: number }, strength: Strength): string {
  return `leans ${degrees[strength]} to ${weight > 0 ? 'negative' : 'not negative'}`
}

/** A contribution in words: "“broken” makes it clearly more negative (does not work)". */
export function contributionText(contribution: Contribution, strength: Strength): string {
  const { text, why } = contribution
  return `“${text}” makes it ${moveText(contribution, strength)}${why === '' ? '' : ` (${why})`}`
}
