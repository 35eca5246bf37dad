import type { ExclusionPreview } from '../../../shared/contract/exclusion.ts'

/** "It would have set aside 14 of 320 mentions of the last 30 days: 3 of them complaints, 1 answered." */
export function hiddenText({ lookedAt, hidden, queued, answered }: ExclusionPreview): string {
  if (lookedAt === 0) return 'Nothing was heard in the last 30 days that it could be tried on.'
  const of = `${count(lookedAt)} ${lookedAt === 1 ? 'mention' : 'mentions'} of the last 30 days`
  if (hidden === 0) return `It would have set aside none of ${of}.`
  const parts = [
    queued > 0 && `${count(queued)} of them ${queued === 1 ? 'a complaint' : 'complaints'}`,
    answered > 0 && `${count(answered)} answered`,
  ].filter((part) => part !== false)
  return `It would have set aside ${count(hidden)} of ${of}${parts.length === 0 ? ', none of them a complaint' : `: ${parts.join(', ')}`}.`
}

/** What to think of before going on; null when nobody who needed an answer is among what is hidden. */
export function dangerText({ lookedAt, hidden, queued, answered }: ExclusionPreview): string | null {
  if (queued > 0)
    return queued === 1
      ? 'A complaint that needed an answer would never have been seen. Read it below: is it really not about you?'
      : `${count(queued)} complaints that needed an answer would never have been seen. Read them below: are they really not about you?`
  if (answered > 0)
    return `${answered === 1 ? 'One of these' : `${count(answered)} of these`} got an answer from your team. Are they really not about you?`
  if (hidden > 1 && hidden * 2 > lookedAt)
    return 'This is more than half of everything that was heard. Narrow the words.'
  return null
}

function count(number: number): string {
  return number.toLocaleString('en')
}
