import type { Contribution, Span } from '../../../shared/contract/sentiment.ts'

/** A stretch of text that is marked in one way. */
export type Segment = {
  text: string
  /** The word that moved the score, if this is part of one. */
  contribution: Contribution | null
  /** Whether a query matched here. */
  matched: boolean
}

type Marks = { contributions: readonly Contribution[]; matches: readonly Span[] }

/**
 * Cuts a field of a mention at the edges of its marks. Marks may overlap; places outside the text are ignored, for
 * the text may have been edited since it was scored.
 */
export function segmentsOf(text: string, field: Span['field'], { contributions, matches }: Marks): Segment[] {
  const inField = <S extends Span>(spans: readonly S[]): S[] =>
    spans.filter(
      ({ field: of, start, end }) => of === field && start >= 0 && start < end && end <= text.length,
    )
  const words = inField(contributions).filter((word) => shareOf(word, contributions) >= leastShare)
  const found = inField(matches)
  const edges = new Set([0, text.length])
  for (const { start, end } of [...words, ...found]) edges.add(start).add(end)
  const cuts = [...edges].toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => {
    const covers = (span: Span): boolean => span.start <= start && start < span.end
    return {
      text: text.slice(start, cuts[index + 1]),
      contribution: words.find(covers) ?? null,
      matched: found.some(covers),
    }
  })
}

/** Words that moved the score less than this, beside the strongest of the text, only distract: “and”, “is”. */
const leastShare = 0.2

function shareOf(contribution: Contribution, all: readonly Contribution[]): number {
  const largest = Math.max(...all.map((other) => Math.abs(other.weight)))
  return largest === 0 ? 0 : Math.abs(contribution.weight) / largest
}

/** How strongly a word moved the score, 1…3, beside the strongest one of its text. */
export function strengthOf(contribution: Contribution, all: readonly Contribution[]): 1 | 2 | 3 {
  const share = shareOf(contribution, all)
  return share > 0.75 ? 3 : share > 0.4 ? 2 : 1
}

/** A contribution in words: "“broken” makes it more negative: strong". */
export function contributionText(contribution: Contribution, strength: 1 | 2 | 3): string {
  const direction = contribution.weight > 0 ? 'more negative' : 'more positive'
  const degree = { 1: 'a little', 2: 'clearly', 3: 'strongly' }[strength]
  return `“${contribution.text}” makes it ${degree} ${direction}${contribution.why === '' ? '' : ` (${contribution.why})`}`
}
