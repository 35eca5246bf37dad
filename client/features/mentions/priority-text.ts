import { priorityParts } from '../../../shared/contract/priority.ts'
import type { MentionCard, MentionDetail } from '../../../shared/contract/mention.ts'
import { capital } from '../../lib/capital.ts'
import { unreadText } from '../../lib/sound-text.ts'
import { clockText, durationText, momentText } from '../../lib/time-text.ts'
import { severityText } from './severity-bar.tsx'

const minute = 60
const hoursAtMost = 72

type Prioritised = Pick<MentionDetail, 'card' | 'brand'>

/** In one glance what makes this mention urgent: severity, reach, wait, and when an answer is owed. */
export function glanceText({ card, brand }: Prioritised, waiting: number | null, nowMs: number): string {
  const said = [
    severityText(card),
    card.potentialReach !== null && `${readersText(card.potentialReach, shortReach)} may read it`,
    waiting !== null && `waiting ${durationText(waiting)}`,
    waiting !== null && `answer ${owedText(owedAt({ card, brand }), nowMs)}`,
  ]
  return capital(said.filter(Boolean).join(' · '))
}

/** "due in 22 min", "overdue by 40 min". */
function owedText(owedMs: number, nowMs: number): string {
  const ahead = (owedMs - nowMs) / 1000
  return ahead >= 0 ? `due in ${durationText(ahead)}` : `overdue by ${durationText(-ahead)}`
}

/** When the answer is owed, in milliseconds since 1970. */
function owedAt(detail: Prioritised): number {
  return Date.parse(detail.card.publishedAt) + partsOf(detail).owedMinutes * minute * 1000
}

const degrees = ['None', 'Low', 'Medium', 'High'] as const

/** How bad it is and what made it so, without a stop: "High: it sounds negative". */
export function severitySentence(card: MentionCard): string {
  const { label, corrected } = card.sentiment
  const degree = degrees[card.severity] ?? ''
  // What sounds neutral is severe for its reasons to hurry alone.
  const isForHurry = card.severity > 0 && label !== 'negative'
  const forHurry = isForHurry ? ', for its reasons to hurry' : ''
  if (label === null) return `${degree}${forHurry}. It is not scored: ${unreadText(card.sentiment)}`
  const sound = corrected === null ? `it sounds ${label}` : `${label}, says ${corrected.by.name}`
  return `${degree}${isForHurry ? `${forHurry};` : ':'} ${sound}`
}

/** How many may read it, and what that counts as. Unknown is neither nobody nor a crowd. */
export function reachText({ card, brand }: Prioritised): string {
  const { reachFactor } = partsOf({ card, brand })
  if (card.potentialReach === null)
    return 'How many may read it is unknown. It counts as if about a hundred might.'
  const readers = readersText(card.potentialReach, wholeReach)
  return `${capital(readers)} may read it. An answer is owed ${paceText(reachFactor)} for that.`
}

/** Until when an answer is owed, and how that follows from what the brand promises. */
export function slaText({ card, brand }: Prioritised, nowMs: number): string {
  const { severityFactor, reachFactor, owedMinutes, answerWithinMinutes } = partsOf({ card, brand })
  const within = withinText(answerWithinMinutes)
  const promise = `${brand.name} answers ordinary mentions within ${within}`
  const why = [
    severityFactor > 1 && `${paceText(severityFactor)} for its severity`,
    reachFactor !== 1 && `${paceText(reachFactor)} for its reach`,
  ].filter((reason) => reason !== false)
  const owed = withinText(Math.round(owedMinutes))
  const own = why.length === 0 ? 'and so this one' : `this one within ${owed}: ${why.join(', ')}`
  return `${promise}, ${own}. ${whenText(owedAt({ card, brand }), nowMs)}`
}

/** The moment that an answer is owed at, and how far it is: "That is by 14:30, in 22 min." */
function whenText(owedMs: number, nowMs: number): string {
  const owed = new Date(owedMs)
  const today = owed.toDateString() === new Date(nowMs).toDateString()
  const at = today ? clockText(owed) : momentText(owed.toISOString())
  const distance = durationText(Math.abs(owed.getTime() - nowMs) / 1000)
  return owed.getTime() >= nowMs ? `That is by ${at}, in ${distance}.` : `That was by ${at}, ${distance} ago.`
}

/** A promise as people give it: "24 h", not "1 d". */
function withinText(minutes: number): string {
  return minutes % 60 === 0 && minutes <= hoursAtMost * 60
    ? `${minutes / 60} h`
    : durationText(minutes * minute)
}

const quarters = ['', '¼', '½', '¾']

/** A factor to the nearest quarter: "8 times as fast", "1½ times as fast", "half as fast", "as fast as usual". */
export function paceText(factor: number): string {
  const rounded = Math.round(factor * 4)
  if (rounded === 8) return 'twice as fast'
  if (rounded === 4) return 'about as fast as usual'
  if (rounded === 2) return 'half as fast'
  if (rounded === 3) return 'three quarters as fast'
  return `${Math.floor(rounded / 4)}${quarters[rounded % 4]} times as fast`
}

function partsOf({ card, brand }: Prioritised) {
  return priorityParts({
    severity: card.severity,
    potentialReach: card.potentialReach,
    answerWithinMinutes: brand.answerWithinMinutes,
  })
}

function readersText(reach: number, format: Intl.NumberFormat): string {
  return reach === 0 ? 'hardly anybody' : format.format(reach)
}

const wholeReach = new Intl.NumberFormat('en')
const shortReach = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 0 })
