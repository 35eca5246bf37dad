import type { Matchable } from '../matching/matchable.ts'
import type { Scored } from '../scoring/scorer.ts'
import { keptOut, type QueueRules } from './enters-queue.ts'
import { judgeItem, type Heard, type JudgeTools } from './judge.ts'
import { excludedFrom } from './match-item.ts'

type Previewed = Heard & Matchable & { source: string; publishedAt: Date | null }

/**
 * How an item would sound to brands, and whether one of them would have it in its queue, were it heard now.
 * @param brandIds those that it would be about; how it sounds is told of the first.
 */
export function judgePreviewed(
  item: Previewed,
  brandIds: ReadonlySet<number>,
  tools: JudgeTools,
): { scored: Pick<Scored, 'score' | 'label'>; queued: boolean } {
  const asideByBrand = excludedFrom(item, brandIds, tools.listening)
  const { judgeFor } = judgeItem(item, { matchesByBrand: new Map(), asideByBrand }, item, tools)
  const standing = standingOf(item, tools)
  const [first = 0] = brandIds
  return {
    scored: judgeFor(first, standing).scored,
    queued: [...brandIds].some((id) => !asideByBrand.has(id) && judgeFor(id, standing).complains),
  }
}

/** How an item would sound to one brand, and whether that would have it in its queue, by these rules or others. */
export function judgeByRules(
  item: Previewed,
  brandId: number,
  tools: JudgeTools,
): { scored: Pick<Scored, 'score' | 'label'>; entersBy: (rules: QueueRules) => boolean } {
  const asideByBrand = excludedFrom(item, new Set([brandId]), tools.listening)
  const { authorKind, judgeFor } = judgeItem(item, { matchesByBrand: new Map(), asideByBrand }, item, tools)
  const standing = standingOf(item, tools)
  const { scored, urgency } = judgeFor(brandId, standing)
  const told = { score: scored.score, label: scored.label, corrected: false, urgency, authorKind }
  return {
    scored,
    entersBy: (rules) =>
      !asideByBrand.has(brandId) &&
      keptOut({ ...told, publishedAt: standing.publishedAt }, rules, tools.now) === null,
  }
}

const standingOf = ({ publishedAt }: Previewed, { now }: JudgeTools) => ({
  publishedAt: publishedAt ?? now,
  potentialReach: null,
  corrected: null,
})
