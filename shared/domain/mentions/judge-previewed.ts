import type { Matchable } from '../matching/matchable.ts'
import type { Scored } from '../scoring/scorer.ts'
import { judgeItem, type Heard, type JudgeTools } from './judge.ts'
import { excludedFrom } from './match-item.ts'

/**
 * How an item would sound to brands, and whether one of them would have it in its queue, were it heard now.
 * @param brandIds those that it would be about; how it sounds is told of the first.
 */
export function judgePreviewed(
  item: Heard & Matchable & { source: string; publishedAt: Date | null },
  brandIds: ReadonlySet<number>,
  tools: JudgeTools,
): { scored: Pick<Scored, 'score' | 'label'>; queued: boolean } {
  const asideByBrand = excludedFrom(item, brandIds, tools.listening)
  const { judgeFor } = judgeItem(item, { matchesByBrand: new Map(), asideByBrand }, item, tools)
  const standing = { publishedAt: item.publishedAt ?? tools.now, potentialReach: null, corrected: null }
  const [first = 0] = brandIds
  return {
    scored: judgeFor(first, standing).scored,
    queued: [...brandIds].some((id) => !asideByBrand.has(id) && judgeFor(id, standing).complains),
  }
}
