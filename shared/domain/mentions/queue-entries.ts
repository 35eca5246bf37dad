import { createBreather } from '../../runtime/breather.ts'
import { StoryBook } from '../stories/story-book.ts'
import { storyKeys } from '../stories/story-keys.ts'
import { isOtherPost } from './sightings.ts'

/** For thousands of posts; only near-alike articles by the thousand take longer. */
const patienceMs = 2_000

/** An item that complains about one brand and that nothing keeps out of its queue. */
export type Complaint = {
  id: number
  feedId: number
  identity: string | null
  authorUrl: string | null
  title: string
  text: string
}

/**
 * Of complaints about one brand, those that would be entries of its queue, were they all heard in this order: one for each
 * post, wherever it is heard, and one for each story, as `storeHeard` makes them. What is not come to in two seconds counts
 * as an entry.
 * @returns their ids.
 */
export async function queueEntries(brandId: number, complaints: readonly Complaint[]): Promise<Set<number>> {
  const known = new Map<string, Complaint>()
  const book = new StoryBook()
  const entries = new Set<number>()
  const breathe = createBreather()
  const until = performance.now() + patienceMs
  for (const complaint of complaints) {
    await breathe()
    if (performance.now() > until) {
      entries.add(complaint.id)
      continue
    }
    const { id, identity, authorUrl: authorKey, title, text } = complaint
    const before = identity === null ? undefined : known.get(identity)
    if (before && !isOtherPost(rivalryOf(before, complaint))) continue
    if (identity !== null && !before) known.set(identity, complaint)
    const told = { title, text }
    const repeat = book.tell({ id, brandId, authorKey, isQueued: true, told }, storyKeys(brandId, told))
    if (repeat === null || repeat.stays) entries.add(id)
  }
  return entries
}

function rivalryOf(known: Complaint, mine: Complaint) {
  const isSame = known.title === mine.title && known.text === mine.text
  return {
    sameFeed: known.feedId === mine.feedId,
    passedOver: false,
    complains: true,
    told: isSame ? null : { known, mine },
  }
}
