import type { MentionCard } from '../../../shared/contract/mention.ts'
import type { DismissReason } from '../../../shared/contract/triage.ts'
import { asideText } from '../../lib/state-text.ts'
import { durationText, relativeText } from '../../lib/time-text.ts'

/** Why a mention was dismissed, as people say it. */
export const dismissTexts: Record<DismissReason, string> = {
  not_about_us: 'Not about us',
  no_answer_needed: 'Needs no answer',
  spam: 'Spam',
  duplicate: 'Said before',
  other: 'Another reason',
}

/** How long the author has waited, in seconds; null when nobody waits for an answer. */
export function waitingSeconds(card: MentionCard, nowMs: number): number | null {
  const waits = card.state === 'queued' || card.state === 'claimed' || card.state === 'snoozed'
  return waits && card.firstResponseAt === null ? (nowMs - Date.parse(card.publishedAt)) / 1000 : null
}

/** What matters most about a mention's state, in few words, for the end of its row. */
export function standingText(card: MentionCard, nowMs: number): string {
  switch (card.state) {
    case 'stream':
      return ''
    case 'queued':
    case 'claimed':
      return card.firstResponseAt === null
        ? `waits ${durationText(Math.max(0, (nowMs - Date.parse(card.publishedAt)) / 1000))}`
        : 'open again'
    case 'snoozed':
      return snoozeText(card, nowMs)
    case 'answered':
      return card.firstResponseAt === null
        ? 'answered'
        : `answered after ${durationText((Date.parse(card.firstResponseAt) - Date.parse(card.publishedAt)) / 1000)}`
    case 'dismissed':
      return card.dismissReason === null ? 'dismissed' : dismissTexts[card.dismissReason].toLowerCase()
    case 'aside':
      return asideText(card)
  }
}

/** When a snooze ends. */
export function snoozeText(
  card: Pick<MentionCard, 'snoozedUntil' | 'snoozedUntilActivity'>,
  nowMs: number,
): string {
  if (card.snoozedUntil === null) return 'until they post again'
  const back = `back ${relativeText(card.snoozedUntil, nowMs)}`
  return card.snoozedUntilActivity ? `${back}, or when they post` : back
}
