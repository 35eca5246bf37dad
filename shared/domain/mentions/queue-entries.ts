import { createBreather } from '../../runtime/breather.ts'
import { StoryBook } from '../stories/story-book.ts'
import { storyKeys } from '../stories/story-keys.ts'
import { isOtherPost } from './sightings.ts'

/** For thousands of posts; only near-alike articles by the thousand take longer. */
const patienceMs = 2_000
/** Tens of thousands of posts, or a thousand long articles. */
const mostCharacters = 10_000_000

/** An item that complains about one brand and that nothing keeps out of its queue. */
type Complaint = {
  id: number
  feedId: number
  identity: string | null
  authorUrl: string | null
  title: string
  text: string
}

export type QueueEntries = {
  ids: ReadonlySet<number>
  /** Not all were compared: some of these may only repeat others. */
  atMost: boolean
}

/**
 * Complaints about one brand, added newest first. Of more than ten million characters only the newest are held to be
 * compared.
 */
export class Complaints {
  /** The newest first. */
  readonly #held: Complaint[] = []
  readonly #notHeld: number[] = []
  readonly #patienceMs: number
  #room: number

  constructor(limits: { characters?: number; patienceMs?: number } = {}) {
    this.#room = limits.characters ?? mostCharacters
    this.#patienceMs = limits.patienceMs ?? patienceMs
  }

  add({ id, feedId, identity, authorUrl, title, text }: Complaint): void {
    this.#room -= title.length + text.length
    if (this.#room < 0) this.#notHeld.push(id)
    else this.#held.push({ id, feedId, identity, authorUrl, title, text })
  }

  /**
   * Those that would be entries of the brand's queue, were they all heard from the oldest on: one for each post, wherever
   * it is heard, and one for each story, as `storeHeard` makes them. What is not held, or not come to in two seconds,
   * counts as an entry.
   */
  async entries(brandId: number): Promise<QueueEntries> {
    const known = new Map<string, Complaint>()
    const book = new StoryBook()
    const ids = new Set(this.#notHeld)
    let atMost = ids.size > 0
    const breathe = createBreather()
    const until = performance.now() + this.#patienceMs
    for (const complaint of this.#held.toReversed()) {
      await breathe()
      const { id, identity, authorUrl: authorKey, title, text } = complaint
      if (performance.now() >= until) {
        ids.add(id)
        atMost = true
        continue
      }
      const before = identity === null ? undefined : known.get(identity)
      if (before && !isOtherPost(rivalryOf(before, complaint))) continue
      if (identity !== null && !before) known.set(identity, complaint)
      const told = { title, text }
      const repeat = book.tell({ id, brandId, authorKey, isQueued: true, told }, storyKeys(brandId, told))
      if (repeat === null || repeat.stays) ids.add(id)
    }
    return { ids, atMost }
  }
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
