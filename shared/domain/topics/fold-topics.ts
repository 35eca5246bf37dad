import type { Rising } from './find-rising.ts'

/** So much of what one term is said in, another is said in, too: they are one topic. */
const nearlyAll = 0.8
/** A flood of one long text can make very many terms rise: only so many are compared, the surest. */
const mostCompared = 200

/**
 * One topic for the terms that are nearly always said together: the longer phrase for its own parts, else the surer one.
 * The surest first, `most` at most.
 */
export function foldTopics(rising: readonly Rising[], most: number): Rising[] {
  const surest = rising.toSorted(compareTopics).slice(0, mostCompared)
  const told = surest.map((topic) => ({ topic, ids: new Set(topic.mentionIds) }))
  const isPart = (short: Rising, long: Rising) =>
    short.key.length < long.key.length && long.key.includes(short.key)
  const whole = told.filter(
    (short) => !told.some((long) => isPart(short.topic, long.topic) && isWithin(short.ids, long.ids)),
  )
  const kept: typeof told = []
  for (const one of whole) {
    if (kept.length === most) break
    if (!kept.some((surer) => isWithin(one.ids, surer.ids))) kept.push(one)
  }
  return kept.map(({ topic }) => topic)
}

/** The surest first; of those that are equally sure, the one said more, then the longer phrase. */
function compareTopics(a: Rising, b: Rising): number {
  return (
    a.chance - b.chance ||
    b.mentionIds.length - a.mentionIds.length ||
    b.key.length - a.key.length ||
    (a.key < b.key ? -1 : 1)
  )
}

function isWithin(some: ReadonlySet<number>, others: ReadonlySet<number>): boolean {
  let common = 0
  for (const id of some) if (others.has(id)) common += 1
  return common >= nearlyAll * some.size
}
