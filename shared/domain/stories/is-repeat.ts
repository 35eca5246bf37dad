import { fewLetters } from './story-keys.ts'
import { addressesIn, tellingOf, type Telling, type Told } from './telling.ts'

/**
 * Whether `later` says nothing that `first` has not said, so that one answer is an answer to both. Losing a complaint is
 * worse than showing one twice, therefore:
 * - Fewer than 40 letters repeat another only with the same words, and as a repost or naming the same address: many
 *   people write "worst airline ever!" by themselves.
 * - The same words in the same order repeat.
 * - Part of the words, at least 60 % or marked as cut off, repeats.
 * - Up to three words more at the beginning or the end repeat ("So true: …"), unless somebody speaks for themselves in
 *   them ("… me too").
 * - Up to 10 % other words repeat when 100 letters or more stay: nobody writes so much by chance as another did.
 * - A number that `first` does not have is another order, flight or sum: never a repeat.
 */
export function isRepeat(first: Told, later: Told): boolean {
  const head = tellingOf(first)
  const tail = tellingOf(later)
  if (sameWords(head, tail))
    return (
      tail.total >= fewLetters ||
      (tail.total > 0 && (tail.isRepost || shareOne(addressesIn(first), addressesIn(later))))
    )
  if (Math.min(head.total, tail.total) < fewLetters) return false
  const addedAtMost = Math.max(mostAround, mostChanged * tail.total)
  const { added, lettersAdded } = wordsAdded(head, tail, addedAtMost)
  if (lettersAdded > addedAtMost) return false
  if (added.some((word) => /\p{N}/u.test(word) || ownVoice.has(word))) return false
  const common = tail.total - lettersAdded
  const inOrder = runsInCommon(head, tail)
  if (added.length === 0)
    return inOrder >= 0.9 && (tail.isCut || tail.isRepost || tail.total >= 0.6 * head.total)
  if (tail.total < 0.6 * head.total) return false
  if (added.length <= 3 && lettersAdded <= mostAround && common >= fewLetters && isAround(head, tail))
    return true
  return common >= 100 && lettersAdded <= mostChanged * tail.total && inOrder >= 0.6
}

/** Letters of what is put around another's words, and the share of what is changed in them. */
const mostAround = 25
const mostChanged = 0.1

/** With these, what is added to another's words is somebody's own case. Folded. */
const ownVoice = new Set(
  `i im ive id me my mine myself we us our same too also another again not no never still
  ich mir mich mein meine wir uns auch wieder nicht kein nie
  je moi mon ma mes nous aussi encore pas jamais yo mi mis nosotros tambien otra nunca`
    .trim()
    .split(/\s+/),
)

const sameWords = (a: Telling, b: Telling) =>
  a.words.length === b.words.length && a.words.every((word, at) => word === b.words[at])

const shareOne = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].some((one) => b.has(one))

/** The words of `tail` that `head` does not have, or not so often; not all of them, when they are more than `atMost`. */
function wordsAdded(head: Telling, tail: Telling, atMost: number): { added: string[]; lettersAdded: number } {
  const left = new Map<string, number>()
  for (const word of head.words) left.set(word, (left.get(word) ?? 0) + 1)
  const added: string[] = []
  let lettersAdded = 0
  for (const [at, word] of tail.words.entries()) {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    if (count > 0) continue
    added.push(word)
    lettersAdded += tail.letters[at]!
    if (lettersAdded > atMost) break
  }
  return { added, lettersAdded }
}

const runOf = (words: string[], at: number) => `${words[at]} ${words[at + 1]} ${words[at + 2]}`

/** The share of the runs of three words of `tail` that `head` has, too. */
export function runsInCommon(head: Telling, tail: Telling): number {
  const count = tail.words.length - 2
  if (count < 1) return 0
  const known = new Set(head.words.slice(2).map((_, at) => runOf(head.words, at)))
  let common = 0
  for (let at = 0; at < count; at++) if (known.has(runOf(tail.words, at))) common++
  return common / count
}

/** Whether all of `head` stands in `tail` in one piece: what is added is before and behind it. */
function isAround(head: Telling, tail: Telling): boolean {
  const slack = tail.words.length - head.words.length
  for (let shift = 0; shift <= slack; shift++)
    if (head.words.every((word, at) => word === tail.words[at + shift])) return true
  return false
}
