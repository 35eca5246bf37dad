/** A length of time as people write it: a number and its unit. */
export type AnswerWithin = { amount: string; unit: AnswerUnit }
export type AnswerUnit = 'minutes' | 'hours' | 'days'

const minutesIn: Record<AnswerUnit, number> = { minutes: 1, hours: 60, days: 1440 }

/** Minutes in the largest unit that holds them without a rest: 1440 is one day, 90 are 90 minutes. */
export function answerWithinOf(minutes: number): AnswerWithin {
  const unit = (['days', 'hours'] as const).find((each) => minutes % minutesIn[each] === 0) ?? 'minutes'
  return { amount: String(minutes / minutesIn[unit]), unit }
}

/** What is written, in minutes; NaN where it is no number. A comma counts as a point. */
export function minutesOf({ amount, unit }: AnswerWithin): number {
  const written = amount.trim().replace(',', '.')
  return written === '' ? Number.NaN : Number(written) * minutesIn[unit]
}

/** "2 hours", "1 day". */
export function answerWithinText(minutes: number): string {
  const { amount, unit } = answerWithinOf(minutes)
  return `${amount} ${amount === '1' ? unit.slice(0, -1) : unit}`
}
