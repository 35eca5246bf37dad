import { z } from 'zod'
import type { Scored, ScoredStretch, Scorer } from '../shared/domain/scoring/scorer.ts'

/** `id` may be any JSON, and comes back as it is. */
const scorable = z.object(
  {
    id: z.unknown().optional(),
    text: z.string('Give a "text", in quotes.'),
    language: z.string('Give the "language" as a tag, such as "en", or leave it out.').nullish(),
  },
  'This line is no JSON object.',
)
export type Scorable = z.input<typeof scorable>

/** What `npm run score` says of a text. The contribution without text is the constant part; all of them sum to the log-odds. */
export type ScoreReport = Omit<Scored, 'constant'> & { id?: unknown }

export function reportOf(scorer: Scorer, { id, text, language }: Scorable): ScoreReport {
  const { constant, contributions, ...scored } = scorer.score(
    text,
    language === undefined || language === null ? {} : { language },
  )
  const start: ScoredStretch[] = scored.supported ? [{ start: 0, end: 0, text: '', ...constant }] : []
  return { ...(id !== undefined && { id }), ...scored, contributions: [...start, ...contributions] }
}

/** The answer to one line of input: a report, or what is wrong with the line. */
export function answerLine(scorer: Scorer, line: string): ScoreReport | { id?: unknown; error: string } {
  if (line.trim() === '') return { error: 'This line is empty.' }
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    return { error: 'This line is not JSON.' }
  }
  const { data, error } = scorable.safeParse(given)
  if (data !== undefined) return reportOf(scorer, data)
  const { id } = Object(given) as { id?: unknown }
  return { ...(id !== undefined && { id }), error: error.issues.map(({ message }) => message).join(' ') }
}
