import type { HistoryEvent } from '../../../shared/contract/mention.ts'
import type { IconName } from '../../ui/icon.tsx'
import { dismissTexts } from './standing-text.ts'
import type { DismissReason } from '../../../shared/contract/triage.ts'
import { absoluteText } from '../../lib/time-text.ts'

type Kind = HistoryEvent['kind']

const icons: Record<Kind, IconName> = {
  heard: 'feed',
  queue: 'queue',
  bringBack: 'reopen',
  claim: 'claim',
  assign: 'assign',
  release: 'release',
  handOff: 'handOff',
  snooze: 'clock',
  answer: 'reply',
  dismiss: 'dismiss',
  reopen: 'reopen',
  note: 'note',
  correct: 'mood',
  undo: 'undo',
  woken: 'clock',
  reopenedByAuthor: 'reopen',
  saidBefore: 'story',
  setAside: 'aside',
  deletedByAuthor: 'trash',
}

const moveTexts: Record<string, string> = {
  queue: 'putting it into the queue',
  bringBack: 'bringing it back',
  claim: 'claiming it',
  assign: 'assigning it',
  release: 'releasing it',
  handOff: 'handing it off',
  snooze: 'snoozing it',
  answer: 'the answer',
  dismiss: 'dismissing it',
  reopen: 'reopening it',
  note: 'a note',
  correct: 'the correction',
}

/** The icon of an event. */
export function eventIcon(event: HistoryEvent): IconName {
  return icons[event.kind]
}

/** An event as a sentence without its time: "Ana handed it off to Ben". What was written stands apart. */
export function eventText(event: HistoryEvent): string {
  const { detail } = event
  const who = event.actor?.name ?? 'Earshot'
  const to = detail.to?.name ?? 'somebody'
  switch (event.kind) {
    case 'heard':
      return 'Heard'
    case 'queue':
      return event.actor ? `${who} put it into the queue` : 'It needs an answer now'
    case 'claim':
      return `${who} claimed it`
    case 'assign':
      return `${who} assigned it to ${to}`
    case 'release':
      return `${who} put it back into the queue`
    case 'handOff':
      return `${who} handed it off to ${to}`
    case 'snooze':
      return `${who} snoozed it ${untilText(detail)}`
    case 'answer':
      return `${who} answered`
    case 'dismiss':
      return `${who} dismissed it: ${reasonText(detail.reason)}`
    case 'reopen':
      return `${who} reopened it`
    case 'note':
      return `${who} wrote a note`
    case 'correct':
      return correctionText(who, detail)
    case 'undo':
      return `${who} took back ${moveTexts[detail.undone ?? ''] ?? 'the last move'}`
    case 'woken':
      return 'The snooze is over'
    case 'reopenedByAuthor':
      return 'Its author posted again'
    case 'saidBefore':
      return 'Out of the queue: somebody said the same before, and waits there now'
    case 'bringBack':
      return `${who} brought it back`
    case 'setAside':
      return event.actor ? `${who} set it aside with an exclusion` : 'An exclusion set it aside'
    case 'deletedByAuthor':
      return 'Its author deleted the post'
  }
}

/** What an event carries that a person wrote: a reason, an answer, a note. */
export function eventWords(event: HistoryEvent): string | undefined {
  if (event.kind === 'handOff' || event.kind === 'setAside') return event.detail.reason
  if (event.kind === 'dismiss') return event.detail.comment
  return event.detail.text
}

function correctionText(who: string, { label, was }: HistoryEvent['detail']): string {
  if (label == null) return `${who} let Earshot’s label count again`
  return label === was ? `${who} confirmed that it sounds ${label}` : `${who} marked it ${label}`
}

function untilText(detail: HistoryEvent['detail']): string {
  const parts = [
    detail.until !== undefined && `until ${absoluteText(detail.until)}`,
    detail.untilActivity === true && 'until they post again',
  ]
  return parts.filter(Boolean).join(', or ')
}

function reasonText(reason: string | undefined): string {
  return (dismissTexts[reason as DismissReason] ?? 'no reason given').toLowerCase()
}
