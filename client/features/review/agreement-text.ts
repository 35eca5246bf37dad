import type { CalibrationState } from '../../../shared/contract/calibration.ts'
import type { Agreement } from '../../../shared/contract/trust.ts'
import { countedText } from '../../lib/share-text.ts'

type Counts = { labelled: number; agreed: number }
type Confusion = Agreement['confusion'][number]

/** How often staff say what Earshot said: "Your team and Earshot agree in 84 % of 143 labels". */
export function agreementText({ labelled, agreed }: Counts): string {
  if (labelled === 0) return 'Your team has not labelled a mention yet.'
  if (labelled < 10)
    return `Your team and Earshot agree in ${agreed} of ${labelled} ${labelled === 1 ? 'label' : 'labels'} so far.`
  return `Your team and Earshot agree in ${countedText(agreed, labelled)} of ${labelled.toLocaleString('en')} labels.`
}

/** A week or a row: "84 %", "3 of 7", "–" where nobody labelled. */
export function shareText({ labelled, agreed }: Counts): string {
  return countedText(agreed, labelled) ?? '–'
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** The day that a week begins with: "3 Aug". */
export function weekText({ start }: { start: string }): string {
  return day.format(new Date(start))
}

/** Weeks in which somebody labelled, to be heard: "week of 3 Aug 84 %, week of 10 Aug 3 of 7". */
export function weeksText(weeks: readonly (Counts & { start: string })[]): string {
  return weeks
    .filter(({ labelled }) => labelled > 0)
    .map((week) => `week of ${weekText(week)} ${shareText(week)}`)
    .join(', ')
}

/** What Earshot most often says that staff do not, where one mistake is more frequent than the others. */
export function mistakeText(confusion: readonly Confusion[]): string {
  const mistakes = confusion
    .flatMap((row) =>
      (['negative', 'neutral', 'positive'] as const).map((said) => ({
        scored: row.scored,
        said,
        times: row[said],
      })),
    )
    .filter(({ scored, said, times }) => scored !== said && scored !== 'unscored' && times > 0)
    .toSorted((a, b) => b.times - a.times)
  const [most, next] = mistakes
  if (most === undefined) return 'Your team has never said otherwise than Earshot.'
  if (most.times === next?.times) {
    const all = mistakes.reduce((sum, { times }) => sum + times, 0)
    return `Your team has said otherwise than Earshot ${timesText(all)}; no one kind of mistake is the most frequent.`
  }
  const which = next === undefined ? 'The only kind of mistake' : 'The most frequent mistake'
  return `${which}: Earshot says ${most.scored}, your team ${most.said} (${timesText(most.times)}).`
}

function timesText(times: number): string {
  return ['never', 'once', 'twice'][times] ?? `${times.toLocaleString('en')} times`
}

/** What a row of the confusion is called. */
export function rowText(scored: Confusion['scored']): string {
  return scored === 'unscored' ? 'nothing: not scored' : scored
}

/** Whether percentages are the workspace's own, and how right they are. */
export function calibrationText({ calibration, corrections, needed }: CalibrationState): string {
  const number = corrections === 0 ? 'No' : corrections.toLocaleString('en')
  const labels = `${number} ${corrections === 1 || corrections === 0 ? 'label' : 'labels'}`
  if (calibration !== null) {
    const [before, after] = [points(calibration.errorBefore), points(calibration.errorAfter)]
    return `Percentages are calibrated by ${calibration.corrections.toLocaleString('en')} labels of your team: their mean error went from ${before} to ${after} points.`
  }
  if (corrections < needed)
    return `${labels} so far: from ${needed.toLocaleString('en')} on, likelihoods are shown in per cent. Until then they are shown in words.`
  return `${labels} so far, and a calibration by them would not make percentages more right. Likelihoods are shown in words; it is tried again as labels come in.`
}

function points(error: number): string {
  const value = error * 100
  return value.toLocaleString('en', { maximumFractionDigits: value < 9.95 ? 1 : 0 })
}
