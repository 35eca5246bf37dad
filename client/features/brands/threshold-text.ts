import type { ThresholdPicture } from '../../../shared/contract/trust.ts'
import { signed } from '../../lib/signed.ts'
import { tenthsText } from '../../lib/share-text.ts'

export type ThresholdPoint = ThresholdPicture['points'][number]

/** The point of the picture that stands for a threshold: the nearest. */
export function pointAt(points: readonly ThresholdPoint[], threshold: number): ThresholdPoint | undefined {
  let nearest: ThresholdPoint | undefined
  for (const point of points)
    if (
      nearest === undefined ||
      Math.abs(point.threshold - threshold) < Math.abs(nearest.threshold - threshold)
    )
      nearest = point
  return nearest
}

/**
 * What a threshold means: "At −0.10 about 12 mentions a day enter the queue; of these about 8 in 10 are complaints;
 * about 9 in 10 of the complaints are caught."
 */
export function meaningText(threshold: number, { perDay, precision, recall }: ThresholdPoint): string {
  const parts = [
    `At ${signed(threshold)} ${perDayText(perDay)}`,
    precision !== null && perDay > 0 && `of these ${tenthsText(precision)} are complaints`,
    recall !== null && `${tenthsText(recall)} of the complaints ${recall === 0 ? 'is' : 'are'} caught`,
  ]
  return `${parts.filter(Boolean).join('; ')}.`
}

/** How many would enter the queue: each day, or each week where a day has less than one. */
function perDayText(perDay: number): string {
  if (perDay === 0) return 'no mention would have entered the queue'
  const day = Math.round(perDay)
  if (perDay >= 1) return `about ${plural(day, 'mention')} a day ${day === 1 ? 'enters' : 'enter'} the queue`
  const week = Math.round(perDay * 7)
  return week === 0
    ? 'less than one mention a week enters the queue'
    : `about ${plural(week, 'mention')} a week ${week === 1 ? 'enters' : 'enter'} the queue`
}

/** For the slider's own voice: "−0.10, about 12 a day". */
export function shortText(threshold: number, point: ThresholdPoint | undefined): string {
  if (point === undefined) return signed(threshold)
  return `${signed(threshold)}, about ${dayFigure(point.perDay)} a day`
}

/** Mentions a day as a figure: 12, 0.4. */
export function dayFigure(perDay: number): string {
  const digits = perDay < 9.95 && !Number.isInteger(perDay) ? 1 : 0
  return perDay.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** Whose labels and which mentions the figures are from. */
export function originText(picture: Omit<ThresholdPicture, 'points' | 'brandId'>): string {
  const { days, mentions, corrections, fromPublic } = picture
  const own = `${plural(corrections, 'label')} of your team`
  const shares =
    corrections === 0
      ? 'Which of them are complaints is estimated from public texts: your team has not labelled any yet.'
      : fromPublic <= 0
        ? `Which of them are complaints is known from ${own}.`
        : fromPublic >= 1
          ? `Which of them are complaints is estimated from public texts; ${own} are too few yet.`
          : `Which of them are complaints is estimated from ${own}; the rest of it from public texts.`
  const whole = Math.max(1, Math.round(days))
  return mentions === 0
    ? `None that counts here was published in the last 30 days. ${shares}`
    : `A day is the mean of ${plural(mentions, 'mention')} published in the last ${whole === 1 ? 'day' : `${whole} days`}, without what repeats a story, is not scored, is by one of yours or was set aside. ${shares}`
}

function plural(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
