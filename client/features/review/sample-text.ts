import type { MentionCard } from '../../../shared/contract/mention.ts'
import type { Sample } from '../../../shared/contract/trust.ts'
import { tenthsText } from '../../lib/share-text.ts'
import { foundIn, isLookedAt } from './sample-progress.ts'

/** "4 of 12 looked at". */
export function progressText(cards: readonly MentionCard[]): string {
  return `${cards.filter(isLookedAt).length} of ${cards.length} looked at`
}

/** What a sample has shown as far as it is looked at; of the rest nothing is said. */
export function foundText(cards: readonly MentionCard[]): string {
  const found = foundIn(cards)
  if (!cards.some(isLookedAt)) return 'Nobody has looked at any of them yet.'
  if (found.length === 0)
    return cards.every(isLookedAt) ? 'Nothing was missed.' : 'Nothing was missed so far.'
  const queued = found.filter(({ state }) => state !== 'stream' && state !== 'aside').length
  const one = found.length === 1
  const that = `${one ? 'One complaint was' : `${found.length} complaints were`} found that the queue had missed`
  if (queued === found.length) return `${that}; ${one ? 'it is' : 'they are'} in it now.`
  if (queued === 0)
    return `${that}. ${one ? 'It stays' : 'They stay'} in the stream: too old, or by one of yours.`
  return `${that}; ${queued} of them ${queued === 1 ? 'is' : 'are'} in it now.`
}

/** The samples of the last 30 days in one sentence. */
export function monthText({
  drawn,
  reviewed,
  missed,
}: Pick<Sample, 'drawn' | 'reviewed' | 'missed'>): string {
  const of = `In the last 30 days ${drawn === 1 ? 'one mention was' : `${count(drawn)} mentions were`} drawn`
  if (reviewed === 0) return `${of}; none has been looked at yet.`
  const found =
    missed === 0
      ? 'none of these was a complaint that the queue had missed'
      : missed === 1
        ? 'one of these was a complaint that the queue had missed'
        : `${count(missed)} of these were complaints that the queue had missed`
  return `${of} and ${reviewed === 1 ? 'one' : count(reviewed)} looked at: ${found}.`
}

/** How much of all complaints the queue catches, as far as the samples can tell. */
export function recallText(recall: Sample['recall']): string {
  if (recall === null)
    return 'How many of all complaints reach the queue can be told when more of the samples are looked at.'
  const [low, high] = [hundredths(recall.low), hundredths(recall.high)]
  const between = low === high ? `${low}` : `${low} to ${high}`
  return `By these samples ${tenthsText(recall.estimate)} of the complaints reach the queue: of a hundred, most surely ${between}.`
}

function hundredths(part: number): number {
  return Math.round(part * 100)
}

function count(number: number): string {
  return number.toLocaleString('en')
}
