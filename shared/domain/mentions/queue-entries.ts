import { createBreather } from '../../runtime/breather.ts'
import { byPublication, StoryBook, type Teller } from '../stories/story-book.ts'
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
  publishedAt: Date | null
  heardAt: Date
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

  add({ id, feedId, identity, authorUrl, publishedAt, heardAt, title, text }: Complaint): void {
    this.#room -= title.length + text.length
    if (this.#room < 0) this.#notHeld.push(id)
    else this.#held.push({ id, feedId, identity, authorUrl, publishedAt, heardAt, title, text })
  }

  /**
   * Those that would be entries of the brand's queue, were they all heard: one for each post, wherever it is heard, and
   * one for each story, the oldest, as `storeHeard` makes them. What is not held, or not come to in two seconds, counts as
   * an entry.
   */
  async entries(brandId: number): Promise<QueueEntries> {
    const breathe = createBreather()
    const until = performance.now() + this.#patienceMs
    const isInTime = async () => {
      await breathe()
      return performance.now() < until
    }
    const ids = new Set(this.#notHeld)
    let atMost = ids.size > 0

    const known = new Map<string, Complaint>()
    const posts: Teller[] = []
    for (const complaint of this.#held.toReversed()) {
      const { identity } = complaint
      const before = identity === null ? undefined : known.get(identity)
      if (before && (await isInTime()) && !isOtherPost(rivalryOf(before, complaint))) continue
      if (identity !== null && !before) known.set(identity, complaint)
      posts.push(tellerOf(complaint, brandId))
    }

    const book = new StoryBook()
    for (const post of posts.toSorted(byPublication)) {
      const isCompared = await isInTime()
      const part = isCompared ? book.tell(post, storyKeys(brandId, post.told)) : null
      if (part === null || part.stays) ids.add(post.id)
      atMost ||= !isCompared
    }
    return { ids, atMost }
  }
}

const tellerOf = (complaint: Complaint, brandId: number): Teller => ({
  id: complaint.id,
  brandId,
  authorKey: complaint.authorUrl,
  publishedAt: complaint.publishedAt ?? complaint.heardAt,
  isQueued: true,
  told: { title: complaint.title, text: complaint.text },
})

function rivalryOf(known: Complaint, mine: Complaint) {
  const isSame = known.title === mine.title && known.text === mine.text
  return {
    sameFeed: known.feedId === mine.feedId,
    passedOver: false,
    complains: true,
    told: isSame ? null : { known, mine },
  }
}
