import { z } from 'zod'
import type { Scored, ScoredStretch, Scorer } from '../shared/domain/scoring/scorer.ts'

const scorable = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  text: z.string(),
  language: z.string().nullish(),
})
export type Scorable = z.infer<typeof scorable>

/** What `npm run score` says of a text. The contribution without text is the constant part; all of them sum to the log-odds. */
export type ScoreReport = Omit<Scored, 'constant'> & { id?: string | number | null }

export function reportOf(scorer: Scorer, { id, text, language }: Scorable): ScoreReport {
  const { constant, contributions, ...scored } = scorer.score(
    text,
    language === undefined || language === null ? {} : { language },
  )
  const start: ScoredStretch[] = scored.supported ? [{ start: 0, end: 0, text: '', ...constant }] : []
  return { ...(id !== undefined && { id }), ...scored, contributions: [...start, ...contributions] }
}

/** The answer to one line of input: a report, or what is wrong with the line. */
export function answerLine(scorer: Scorer, line: string): ScoreReport | { error: string } {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    return { error: 'This line is not JSON.' }
  }
  const { data } = scorable.safeParse(given)
  return data === undefined ? { error: 'This line has no "text".' } : reportOf(scorer, data)
}
