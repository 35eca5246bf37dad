import type { MentionCard } from '../../../shared/contract/mention.ts'
import type { SentimentLabel } from '../../../shared/contract/sentiment.ts'
import type { DismissReason, MoveKind } from '../../../shared/contract/triage.ts'
import { ProblemError } from '../../lib/problem-error.ts'
import { problemText } from '../../lib/problem-text.ts'
import type { PlannedMove } from '../../lib/send-move.ts'
import type { IconName } from '../../ui/icon.tsx'
import { correctionKeys } from '../../lib/correction-keys.ts'
import { queuedByCorrection } from './expected-card.ts'

type Kind = Exclude<MoveKind, 'undo'>

/** How each move is called on its button, drawn, and reached by one key. */
export const moveTexts: Record<Kind, { label: string; icon: IconName; keys: string }> = {
  claim: { label: 'Claim', icon: 'claim', keys: 'c' },
  answer: { label: 'Reply', icon: 'reply', keys: 'r' },
  assign: { label: 'Assign', icon: 'assign', keys: 'a' },
  handOff: { label: 'Hand off', icon: 'handOff', keys: 'h' },
  snooze: { label: 'Snooze', icon: 'clock', keys: 's' },
  dismiss: { label: 'Dismiss', icon: 'dismiss', keys: 'd' },
  release: { label: 'Put back', icon: 'release', keys: 'u' },
  reopen: { label: 'Reopen', icon: 'reopen', keys: 'u' },
  queue: { label: 'Needs an answer', icon: 'queue', keys: 'u' },
  bringBack: { label: 'Bring back', icon: 'reopen', keys: 'b' },
  note: { label: 'Note', icon: 'note', keys: 'n' },
  correct: { label: 'Correct', icon: 'mood', keys: correctionKeys.negative },
}

/** What to say when a move is made, and of which mention; null when the screen says it already. */
export function madeText(move: PlannedMove, card: MentionCard): string | null {
  const made = move.kind === 'correct' ? correctedText(move.body.label, card) : madeTexts[move.kind]
  return made === null ? null : `${made}: ${nameText(card)}`
}

const madeTexts: Record<Exclude<Kind, 'correct'>, string | null> = {
  claim: null,
  note: null,
  answer: 'Answered',
  assign: 'Assigned',
  handOff: 'Handed off',
  snooze: 'Snoozed',
  dismiss: 'Dismissed',
  release: 'Put back into the queue',
  reopen: 'Reopened, and in the queue again',
  queue: 'Put into the queue',
  bringBack: 'Brought back',
}

function correctedText(label: SentimentLabel | null, card: MentionCard): string {
  if (label === null) return 'Earshot’s label counts again'
  return queuedByCorrection(card, label, Date.now())
    ? `Marked ${label}, and put into the queue`
    : `Marked ${label}`
}

const nameLength = 44

/** Enough of a mention to know which one it is. */
function nameText({ author, title, excerpt }: MentionCard): string {
  const said = (excerpt || title).replaceAll(/\s+/g, ' ').trim()
  const words = said.length > nameLength ? `${beginningOf(said)} …` : said
  return words === '' ? (author ?? 'Somebody') : `${author ?? 'Somebody'}, “${words}”`
}

/** Whole words, where there are any. */
function beginningOf(text: string): string {
  const beginning = [...text].slice(0, nameLength).join('')
  const lastSpace = beginning.lastIndexOf(' ')
  return lastSpace > nameLength / 2 ? beginning.slice(0, lastSpace) : beginning
}

/** Why a move could not be made; who was faster, when somebody was. */
export function refusedText(error: unknown): string {
  const owner = ownerOf(error)
  if (owner !== null && (error as ProblemError).code === 'already_owned')
    return `${owner} was faster and owns this mention now.`
  if (owner !== null && (error as ProblemError).code === 'not_your_mention')
    return `This mention belongs to ${owner}. Ask them to hand it off.`
  return problemText(error)
}

function ownerOf(error: unknown): string | null {
  const owner = error instanceof ProblemError ? error.facts['owner'] : null
  return typeof owner === 'object' && owner !== null && 'name' in owner ? String(owner.name) : null
}

/** The reasons to dismiss, as choices. */
export const dismissLabels: Record<DismissReason, string> = {
  not_about_us: 'Not about us',
  no_answer_needed: 'It needs no answer',
  spam: 'Spam',
  duplicate: 'They said it before',
  other: 'Another reason',
}
