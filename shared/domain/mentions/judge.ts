import type { HandleKind } from '../../contract/known-handle.ts'
import type { SentimentLabel } from '../../contract/sentiment.ts'
import type { Listening } from '../listening/compiled.ts'
import { silentBrand } from '../listening/listening-for.ts'
import type { Matchable } from '../matching/matchable.ts'
import type { Gravity } from '../scoring/gravity.ts'
import type { Scorer } from '../scoring/scorer.ts'
import { keptOut } from './enters-queue.ts'
import type { About } from './match-item.ts'
import { priorityAt } from './priority.ts'
import { scoreItem, type Judged, type ScoredItem } from './score-item.ts'
import { severityOf } from './severity.ts'

/** The part of an item that decides what it is about and who says it. */
export type Heard = Judged &
  Pick<Matchable, 'url' | 'media'> & { author: string | null; authorUrl: string | null }

/** What is known of a mention beside what its item says. */
export type Standing = {
  publishedAt: Date
  /** Null: unknown. */
  potentialReach: number | null
  /** What staff have said of how it sounds; null: nobody has. */
  corrected: SentimentLabel | null
}

/** What an item means to one brand: everything that its mention stores of it. */
export type Judgement = ScoredItem & {
  /** What counts: the staff's, else the scorer's. */
  label: SentimentLabel | null
  severity: Gravity
  priorityAt: Date
  /** Labels by rule. */
  labelIds: number[]
  /** It asks for an answer, and its author is none of ours: it enters the queue, unless its brand excludes it. */
  complains: boolean
}

/** What an item means: what it is about, whether its author is one of ours, and how it sounds to each brand. */
export type Verdict = About & {
  authorKind: HandleKind | null
  /** To any brand, also one that it is not about. */
  judgeFor(brandId: number, standing: Standing): Judgement
}

/** `now`: what is published long before it enters no queue. */
export type JudgeTools = { listening: Listening; scorer: Scorer; now: Date }

/** What a matched item means. It is scored when a brand is first asked for, once for all that have no words of their own. */
export function judgeItem(item: Heard, about: About, feed: { source: string }, tools: JudgeTools): Verdict {
  const authorKind = tools.listening.handles.kindOf(feed.source, item.author, item.authorUrl)
  return { ...about, authorKind, judgeFor: createJudge(item, feed.source, authorKind, tools) }
}

function createJudge(
  item: Heard,
  source: string,
  authorKind: HandleKind | null,
  { listening, scorer, now }: JudgeTools,
): Verdict['judgeFor'] {
  let common: ScoredItem | undefined
  let labelled: ReadonlyMap<number, number[]> | undefined

  return (brandId, { publishedAt, potentialReach, corrected }) => {
    const brand = listening.brands.get(brandId) ?? silentBrand
    const sounds = brand.lexicon
      ? scoreItem(item, source, scorer, brand.lexicon)
      : (common ??= scoreItem(item, source, scorer))
    const { scored, urgency } = sounds
    const label = corrected ?? scored.label
    const told = { score: scored.score, label, corrected: corrected !== null, urgency }
    const severity = severityOf(told)
    const { answerWithinMinutes } = brand
    if (listening.labelling.has(brandId)) labelled ??= labelsByBrand({ ...item, source }, listening)
    return {
      ...sounds,
      label,
      severity,
      priorityAt: priorityAt({ publishedAt, severity, potentialReach, answerWithinMinutes }),
      labelIds: labelled?.get(brandId) ?? [],
      complains: keptOut({ ...told, publishedAt, authorKind }, brand, now) === null,
    }
  }
}

function labelsByBrand(item: Matchable, { labeller }: Listening): ReadonlyMap<number, number[]> {
  const labels = new Map<number, number[]>()
  for (const match of labeller.match(item)) {
    const brandId = Number(match.brandId)
    labels.set(brandId, [...(labels.get(brandId) ?? []), Number(match.queryId)])
  }
  return labels
}
