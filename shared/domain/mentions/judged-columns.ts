import type { Judgement } from './judge.ts'

/** What is stored of a judgement, by the names of its columns. */
export function judgedColumns({ scored, ...judged }: Judgement) {
  return {
    score: scored.score,
    label: judged.label,
    scored_label: scored.label,
    p_negative: scored.pNegative,
    language: scored.language,
    model_version: scored.modelVersion,
    contributions: judged.contributions,
    constant: judged.constant,
    cues: judged.cues,
    urgency: judged.urgency,
    severity: judged.severity,
    label_ids: judged.labelIds,
    priority_at: judged.priorityAt,
  }
}
